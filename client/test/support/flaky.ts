import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { serve } from '../../../test/support/loopback.ts'

/**
 * A way to the Worker on which the answer to each change is lost once. By turns the connection breaks before the answer and
 * in the middle of it: after the former, Chromium sends the request again by itself.
 */
export async function startFlaky(target: URL) {
  const lost = new Set<string>()

  function forward(given: IncomingMessage, response: ServerResponse) {
    const { method, headers, url } = given
    const key = String(headers['idempotency-key'] ?? '')
    const isLost = key !== '' && !lost.has(key)
    if (isLost) lost.add(key)
    const isInTheMiddle = lost.size % 2 === 0
    const passed = request({ hostname: target.hostname, port: target.port, path: url, method, headers }, (answer) => {
      if (isLost) {
        answer.resume()
        answer.on('end', () => (isInTheMiddle ? response.write('{', () => response.destroy()) : response.destroy()))
      }
      if (!isLost || isInTheMiddle) response.writeHead(answer.statusCode ?? 500, answer.headers)
      if (isLost) return
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    given.pipe(passed)
  }

  const server = createServer(forward)
  const { url, close } = await serve(server)
  return {
    url,
    /** The keys of the changes that were lost. */
    lost: () => lost.size,
    close,
  }
}
