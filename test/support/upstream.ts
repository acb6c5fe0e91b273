import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { serve } from './loopback.ts'

/** A request that reached the upstream in Stripe's place. */
export interface Recorded {
  method: string
  path: string
  headers: IncomingMessage['headers']
  /** Parameters of the body or, for GET and DELETE, of the query string, in order. */
  params: [string, string][]
}

export type Answer = (request: Recorded, response: ServerResponse) => void

/** Answers with JSON, as Stripe does. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_upstream', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
}

/** An upstream in Stripe's place on a loopback port: it records what it is asked and answers as the test says. */
export async function startUpstream() {
  const requests: Recorded[] = []
  let answer: Answer = json(200, { id: 'obj_1', object: 'thing' })
  // What Stripe takes is not Node's to limit.
  const server = createServer({ maxHeaderSize: 2 ** 23 }, async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://upstream')
    const body = await text(request)
    const recorded = {
      method: request.method ?? '',
      path: pathname,
      headers: request.headers,
      params: [...(request.method === 'POST' ? new URLSearchParams(body) : searchParams)],
    }
    requests.push(recorded)
    answer(recorded, response)
  })
  const { url, close } = await serve(server)
  return {
    url,
    close,
    requests,
    /** Forgets what was asked and answers in another way from here on. */
    answers(next: Answer) {
      requests.length = 0
      answer = next
    },
  }
}

export type Upstream = Awaited<ReturnType<typeof startUpstream>>
