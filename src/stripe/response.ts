import { isObject } from '../json.ts'
import type { Reading } from './request.ts'

/** Maximum bytes of a response that is read whole and checked before it is passed on. */
export const BUFFERED_LIMIT = 16 * 1024

/** A response of Stripe's: its text, or the stream of a long one that is passed on as it arrives. */
export class StripeResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: string | Uint8Array | ReadableStream<Uint8Array>

  constructor({ status, headers }: Pick<Response, 'status' | 'headers'>, body: StripeResponse['body']) {
    this.status = status
    this.headers = headers
    this.body = body
  }

  get isSuccess(): boolean {
    return this.status >= 200 && this.status < 300
  }

  /** The text of a response that was read whole. */
  get text(): string {
    if (typeof this.body !== 'string') throw new Error('the response was not read as text')
    return this.body
  }

  /** The bytes of a response that was read as such. */
  get bytes(): Uint8Array {
    if (!(this.body instanceof Uint8Array)) throw new Error('the response was not read as bytes')
    return this.body
  }

  /** The JSON value of a response that was read whole, as errors always are; `undefined` when it is not JSON. */
  get json(): unknown {
    if (typeof this.body !== 'string') return undefined
    try {
      return JSON.parse(this.body)
    } catch {
      return undefined
    }
  }
}

/**
 * Whether a response is one of Stripe's objects: each of them, deleted ones and lists included, names its kind. Of one that
 * was not read as text only its content type is known.
 */
export function isStripeObject(response: StripeResponse): boolean {
  if (!isJson(response.headers)) return false
  if (typeof response.body !== 'string') return true
  const { json } = response
  return isObject(json) && typeof json['object'] === 'string' && !json['error']
}

const isJson = (headers: Headers) => headers.get('content-type')?.includes('json') === true

/** Whether a response may be longer than `BUFFERED_LIMIT`: its length may be missing or count compressed bytes. */
function mayBeLong(headers: Headers): boolean {
  const length = headers.get('content-length')
  return length === null || Number(length) > BUFFERED_LIMIT || headers.has('content-encoding')
}

/**
 * Reads a response, or passes on its stream when it succeeded and is longer than `BUFFERED_LIMIT`.
 *
 * @param ended Is called when its body was read here to its end.
 * @throws When the body breaks off while it is read here. One that is passed on breaks off for the caller too.
 * @see {@link https://developers.cloudflare.com/workers/runtime-apis/streams/}
 */
export async function readResponse(response: Response, reading: Reading, ended: () => void): Promise<StripeResponse> {
  const { ok, headers } = response
  const stream = ok && reading === 'short' && mayBeLong(headers) && isJson(headers) ? response.body : null
  if (stream) {
    const body = await readShort(stream, Number(headers.get('content-length')) > BUFFERED_LIMIT)
    if (typeof body === 'string') ended()
    return new StripeResponse(response, body)
  }
  const body = ok && reading === 'bytes' ? new Uint8Array(await response.arrayBuffer()) : await response.text()
  ended()
  return new StripeResponse(response, body)
}

/** The text of a short body, or the stream of a long one. */
async function readShort(body: ReadableStream<Uint8Array>, isLong: boolean): Promise<string | ReadableStream> {
  if (isLong) return body
  const reader = body.getReader({ mode: 'byob' })
  const { value } = await reader.readAtLeast(BUFFERED_LIMIT + 1, new Uint8Array(BUFFERED_LIMIT + 1))
  reader.releaseLock()
  if (!value || value.byteLength <= BUFFERED_LIMIT) return new TextDecoder().decode(value)
  const { readable, writable } = new IdentityTransformStream()
  passOn(value, body, writable).catch(() => {
    // If the stream breaks off, it breaks off for the caller too.
  })
  return readable
}

async function passOn(read: Uint8Array, rest: ReadableStream<Uint8Array>, to: WritableStream<Uint8Array>) {
  const writer = to.getWriter()
  await writer.write(read)
  writer.releaseLock()
  await rest.pipeTo(to)
}
