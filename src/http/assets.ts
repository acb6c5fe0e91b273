import type { Context } from 'hono'
import type { AppEnv } from './env.ts'

/** A file in `public/`: the console, the catalogue and openapi.json are static assets, not part of the script. */
export async function asset(c: Context<AppEnv>, path: string, init?: Request): Promise<Response> {
  const response = await c.env.ASSETS?.fetch(new Request(new URL(path, c.req.url), init))
  return response && response.status !== 404 ? withMutableHeaders(response) : c.notFound()
}

/** A copy of another Worker's response with mutable headers. */
export function withMutableHeaders(response: Response): Response {
  return new Response(response.body, response)
}
