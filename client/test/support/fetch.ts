/** A request as the client sent it. */
export interface Sent {
  url: string
  headers: Record<string, string>
  body: unknown
}

type Reply = (sent: Sent, signal: AbortSignal | null | undefined) => Response | Promise<Response>

/** An answer of JSON. */
export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })

/** A connection that is lost before an answer. */
export const lost: Reply = () => {
  throw new TypeError('fetch failed')
}

/** A connection that is lost in the middle of the answer. */
export const broken: Reply = () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'))
      controller.error(new TypeError('terminated'))
    },
  })
  return new Response(body, { status: 200 })
}

/** A `fetch` that answers with one reply after the other, the last one again and again. */
export function replying(...replies: [Reply, ...Reply[]]) {
  const sent: Sent[] = []
  const fetch = async (url: string, { headers, body, signal }: RequestInit) => {
    const request = { url, headers: Object.fromEntries(new Headers(headers)), body: JSON.parse(String(body)) }
    sent.push(request)
    const reply = replies[Math.min(sent.length, replies.length) - 1] ?? replies[0]
    return reply(request, signal)
  }
  return { fetch, sent }
}
