import { isObject } from '../json.ts'

/** Bytes up to which a response is read whole and checked before it is passed on. */
export const SHORT = 16 * 1024

/** A response of Stripe's: its text, or the stream of a long one that is passed on as it arrives. */
export class StripeResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: string | ReadableStream<Uint8Array>

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
    return typeof this.body === 'string' ? this.body : ''
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
 * Whether a response is one of Stripe's objects: each of them, deleted ones and lists included, names its kind. Of a long
 * one only its content type is known.
 */
export function isStripeObject(response: StripeResponse): boolean {
  if (!isJson(response.headers)) return false
  if (typeof response.body !== 'string') return true
  const { json } = response
  return isObject(json) && typeof json['object'] === 'string' && !json['error']
}

const isJson = (headers: Headers) => headers.get('content-type')?.includes('json') === true

const isLong = (headers: Headers) => Number(headers.get('content-length')) > SHORT

/**
 * Reads a response, or passes on its stream when it succeeded and is longer than `SHORT`. `Content-Length` may be missing
 * or count compressed bytes, so a response that may be short is read up to the limit.
 *
 * @param whole Reads it whole, however long it is.
 * @param ended Is called when nothing more of the body is needed.
 * @throws When the body breaks off while it is read here. One that is passed on breaks off for the caller too.
 * @see {@link https://developers.cloudflare.com/workers/runtime-apis/streams/}
 */
export async function readResponse(response: Response, whole: boolean, ended: () => void): Promise<StripeResponse> {
  const { ok, headers, body } = response
  const mayBeLong = ok && !whole && body !== null && isJson(headers)
  if (mayBeLong && isLong(headers)) return new StripeResponse(response, passOn(body, undefined, ended))
  const isShort = headers.has('content-length') && !headers.has('content-encoding')
  if (!mayBeLong || isShort) {
    const read = new StripeResponse(response, await response.text())
    ended()
    return read
  }
  const reader = body.getReader({ mode: 'byob' })
  const { value } = await reader.readAtLeast(SHORT + 1, new Uint8Array(SHORT + 1))
  reader.releaseLock()
  if (value && value.byteLength > SHORT) return new StripeResponse(response, passOn(body, value, ended))
  ended()
  return new StripeResponse(response, new TextDecoder().decode(value))
}

/** The stream of a body, behind what was read of it already. */
function passOn(body: ReadableStream<Uint8Array>, read: Uint8Array | undefined, ended: () => void) {
  const { readable, writable } = new IdentityTransformStream()
  const pipe = async () => {
    if (read) {
      const writer = writable.getWriter()
      await writer.write(read)
      writer.releaseLock()
    }
    await body.pipeTo(writable)
  }
  // A body that breaks off has broken off the caller's: there is nobody left to tell.
  pipe().then(ended, ended)
  return readable
}
