import * as z from 'zod/mini'
import { invalid } from './engine/errors.ts'

/** What can go wrong between a caller and Stripe. */
const KINDS = ['refuse', 'hang', 'reset', 'rate_limit', 'lock_timeout', 'api_error', 'html', 'cut_json'] as const
type Kind = (typeof KINDS)[number]

/** Those that happen to the connection: the Worker causes them, since only it has the caller's connection. */
const OF_CONNECTION: readonly Kind[] = ['refuse', 'hang', 'reset']
const HEADER = 'local-stripe-fault'
/** Milliseconds after which a caller that waits for an answer is let go. */
const PATIENCE = 600_000

const shape = {
  fault: z.enum(KINDS),
  when: z._default(z.enum(['before', 'after']), 'before'),
}

const Planned = z.strictObject({
  ...shape,
  times: z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), 1),
  method: z.optional(z.enum(['GET', 'POST', 'DELETE'])),
  path: z.optional(z.string().check(z.startsWith('/v1/'))),
})
const Single = z.strictObject(shape)

/** A fault that the next calls meet: how many, and of which method and path; a `*` in it stands for anything. */
export type PlannedFault = z.infer<typeof Planned>
type Fault = z.infer<typeof Single>

function read<T extends z.ZodMiniType>(schema: T, given: unknown): z.infer<T> {
  const { success, data, error } = z.safeParse(schema, given)
  if (success) return data
  const [issue] = error.issues
  const param = issue?.path.join('.') ?? ''
  throw invalid(`Invalid fault: ${issue?.message ?? ''}${param && ` (${param})`}. The kinds are ${KINDS.join(', ')}.`, {
    ...(param && { param }),
  })
}

/** @throws StripeError for what is no plan */
export const readPlan = (given: unknown): PlannedFault => read(Planned, given)

/** The fault that a request's header asks for, such as `reset; when=after`. */
function readHeader(value: string): Fault {
  const [fault, ...options] = value.split(';').map((part) => part.trim())
  return read(Single, { fault, ...Object.fromEntries(options.map((option) => option.split('=', 2))) })
}

const matches = ({ method, path }: PlannedFault, request: Request): boolean => {
  const called = new URL(request.url).pathname
  const pattern = path && new RegExp(`^${path.split('*').map(RegExp.escape).join('.*')}$`)
  return (method === undefined || method === request.method) && (!pattern || pattern.test(called))
}

/** The faults that an account's calls are to meet, in the order in which they were planned. */
export class Faults {
  readonly #storage: SyncKvStorage
  #planned: PlannedFault[]

  constructor(storage: SyncKvStorage) {
    this.#storage = storage
    this.#planned = storage.get<PlannedFault[]>('faults') ?? []
  }

  get planned(): readonly PlannedFault[] {
    return this.#planned
  }

  plan(faults: PlannedFault[]) {
    this.#planned = faults
    this.#storage.put('faults', faults)
  }

  /** The fault that a request meets; one that was planned has then happened once. */
  #meet(request: Request): Fault | undefined {
    const asked = request.headers.get(HEADER)
    if (asked !== null) return readHeader(asked)
    const met = this.#planned.find((each) => matches(each, request))
    if (!met) return undefined
    const left = { ...met, times: met.times - 1 }
    this.plan(this.#planned.flatMap((each) => (each !== met ? each : left.times > 0 ? left : [])))
    return met
  }

  /**
   * Answers a request, with a fault in place of the answer if it is to meet one: before anything is done, or when all
   * of it has been done.
   */
  async answer(request: Request, answer: () => Response | Promise<Response>): Promise<Response> {
    const fault = this.#meet(request)
    if (!fault) return answer()
    const real = fault.when === 'after' ? await answer() : undefined
    return OF_CONNECTION.includes(fault.fault)
      ? new Response(null, { headers: { [HEADER]: fault.fault } })
      : faultyAnswer(fault.fault, (await real?.text()) ?? '{"id": "cus_')
  }
}

const error = (status: number, body: { type: string; code?: string; message: string }, headers = {}) =>
  Response.json({ error: body }, { status, headers: { 'request-id': `req_${crypto.randomUUID()}`, ...headers } })

function faultyAnswer(kind: Kind, real: string): Response {
  switch (kind) {
    case 'rate_limit':
      return error(
        429,
        {
          type: 'invalid_request_error',
          code: 'rate_limit',
          message:
            'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
        },
        { 'retry-after': '1' },
      )
    case 'lock_timeout':
      return error(409, {
        type: 'invalid_request_error',
        code: 'lock_timeout',
        message:
          'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.',
      })
    case 'html':
      return new Response('<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>', {
        status: 502,
        headers: { 'content-type': 'text/html' },
      })
    case 'cut_json':
      return new Response(real.slice(0, Math.ceil(real.length / 2)), {
        headers: { 'content-type': 'application/json' },
      })
    default:
      return error(500, { type: 'api_error', message: 'An unknown error occurred.' })
  }
}

/** Brings a fault of the connection about, where an account's answer stands for one. */
export async function strike(answer: Response): Promise<Response> {
  switch (answer.headers.get(HEADER)) {
    case 'refuse':
      // Nothing listens there: the runtime closes the caller's connection as well, without an answer.
      return fetch('http://127.0.0.1:1')
    case 'hang':
      await scheduler.wait(PATIENCE)
      return fetch('http://127.0.0.1:1')
    case 'reset': {
      const { readable, writable } = new TransformStream()
      breakOff(writable.getWriter()).catch(() => {})
      return new Response(readable, { headers: { 'content-type': 'application/json' } })
    }
    default:
      return answer
  }
}

/** Begins a body and lets the connection go, once what was written is on its way through every proxy. */
async function breakOff(writer: WritableStreamDefaultWriter) {
  await writer.write(new TextEncoder().encode('{"id":'))
  await scheduler.wait(50)
  await writer.abort(new Error('connection reset'))
}
