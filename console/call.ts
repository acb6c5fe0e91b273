import type { CatalogueAction, CatalogueInput } from '../src/action/catalogue.ts'
import { bodyOf, type Draft } from './draft.ts'

/** What is wrong with inputs, by where it lies: `line_items[0].price`. */
export type Problems = Readonly<Record<string, string>>

/** Headers of a call that a form asks for, as text; the key is none of them. */
export interface Extras {
  readonly idempotencyKey: string
  readonly stripeAccount: string
}

export const NO_EXTRAS: Extras = { idempotencyKey: '', stripeAccount: '' }

export interface Answer {
  readonly status: number
  readonly ok: boolean
  /** Milliseconds from sending the request to the last byte of the answer. */
  readonly duration: number
  readonly requestId: string | null
  readonly stripeRequestId: string | null
  readonly replayed: boolean
  /** The body: JSON where it is such, otherwise its text. */
  readonly body: unknown
  readonly problems: Problems
}

/** The headers of the call, with a key or with what stands for it in an example. */
export function headersOf(key: string, { idempotencyKey, stripeAccount }: Extras = NO_EXTRAS): Record<string, string> {
  return {
    Authorization: `Bearer ${key}`,
    'Content-Type': 'application/json',
    ...(idempotencyKey !== '' && { 'Idempotency-Key': idempotencyKey }),
    ...(stripeAccount !== '' && { 'Stripe-Account': stripeAccount }),
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Where a parameter lies in the inputs: `line_items[0][price]` at `line_items[0].price`. Stripe's own names may lack the
 * `_id` of an input's, and it calls the ID in a path `id`.
 */
function pathOf(param: string, inputs: readonly CatalogueInput[]): string {
  const path = param.replace(/\[([a-z_]\w*)\]/gi, '.$1')
  const [name = path] = path.split(/[.[]/)
  const names = inputs.map((input) => input.name)
  if (names.includes(name)) return path
  if (names.includes(`${name}_id`)) return `${name}_id`
  return (name === 'id' && inputs.find(({ required }) => required)?.name) || path
}

/** The problems that an error answer names, each where it lies in the inputs. */
function problemsOf(body: unknown, inputs: readonly CatalogueInput[]): Problems {
  const error = isRecord(body) ? body['error'] : undefined
  if (!isRecord(error)) return {}
  const issues: unknown[] = Array.isArray(error['issues']) ? error['issues'] : [error]
  const problems: Record<string, string> = {}
  for (const issue of issues) {
    if (!isRecord(issue) || typeof issue['param'] !== 'string' || typeof issue['message'] !== 'string') continue
    const path = pathOf(issue['param'], inputs)
    problems[path] = problems[path] === undefined ? issue['message'] : `${problems[path]}; ${issue['message']}`
  }
  return problems
}

/** What came of a call: an answer, or why there is none. */
export interface Outcome {
  readonly answer?: Answer
  readonly failure?: string
}

/** Calls the Worker; `inputs` are what the problems of an error answer may lie in. */
export async function call(path: string, init: RequestInit, inputs: readonly CatalogueInput[] = []): Promise<Outcome> {
  const started = performance.now()
  let response: Response
  let text: string
  try {
    response = await fetch(path, init)
    text = await response.text()
  } catch {
    return { failure: 'No answer came. Is the Worker running, and are you online?' }
  }
  const duration = performance.now() - started
  let body: unknown = text
  try {
    body = JSON.parse(text)
  } catch {}
  return {
    answer: {
      status: response.status,
      ok: response.ok,
      duration,
      requestId: response.headers.get('x-request-id'),
      stripeRequestId: response.headers.get('stripe-request-id'),
      replayed: response.headers.get('idempotent-replayed') === 'true',
      body,
      problems: response.ok ? {} : problemsOf(body, inputs),
    },
  }
}

/** Runs an action. */
export function run(action: CatalogueAction, draft: Draft, key: string, extras: Extras): Promise<Outcome> {
  const body = JSON.stringify(bodyOf(action, draft))
  return call(`/actions/${action.name}`, { method: 'POST', headers: headersOf(key, extras), body }, action.inputs)
}

/** The inputs that ask for the page after a list or a search, if there is one. */
export function nextPage(action: CatalogueAction, body: unknown): Draft | undefined {
  if (!isRecord(body) || body['has_more'] !== true || !Array.isArray(body['data'])) return undefined
  if (typeof body['next_page'] === 'string') return { page: body['next_page'] }
  const last: unknown = body['data'].at(-1)
  const isPaged = action.inputs.some(({ name }) => name === 'starting_after')
  return isPaged && isRecord(last) && typeof last['id'] === 'string'
    ? { starting_after: last['id'], ending_before: undefined }
    : undefined
}

/** Whether a call cannot be undone. */
export function isDestructive({ effect, destructive_with }: CatalogueAction, body: Record<string, unknown>): boolean {
  return effect === 'destructive' || (destructive_with !== undefined && body[destructive_with] === true)
}

/** An action that gives one object by its ID, and the input that takes the ID. */
export interface Retriever {
  readonly action: string
  readonly input: string
  /** What such IDs begin with; nothing where merchants choose them. */
  readonly prefix: string
}

/** Which action retrieves an object, by the kind of it. */
export type Retrievers = ReadonlyMap<string, Retriever>

export function retrieversOf(actions: readonly CatalogueAction[]): Retrievers {
  const retrievers = new Map<string, Retriever>()
  for (const { name, effect, endpoint, inputs } of actions) {
    if (effect !== 'read' || !endpoint.endsWith('}')) continue
    const id = inputs.find(({ required, refers_to }) => required && refers_to)
    if (id?.refers_to) retrievers.set(id.refers_to.kind, { action: name, input: id.name, prefix: id.refers_to.prefix })
  }
  return retrievers
}

/** The action that gives the object of an ID, if a text is such an ID. */
export function retrieverOf(text: string, retrievers: Retrievers): Retriever | undefined {
  // A client secret begins with the ID of its object, and words such as "in_transit" begin like IDs.
  if (!/^[a-z]+_\w*[\dA-Z]\w*$/.test(text) || text.includes('_secret_')) return undefined
  const fitting = [...retrievers.values()].filter(({ prefix }) => prefix !== '' && text.startsWith(prefix))
  return fitting.sort((a, b) => b.prefix.length - a.prefix.length)[0]
}
