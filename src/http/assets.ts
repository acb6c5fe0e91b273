import type { Context } from 'hono'
import type { AppEnv } from './env.ts'

/** A file of `public/`, which holds the console, the catalogue and openapi.json: the script holds none of them. */
export async function asset(c: Context<AppEnv>, path: string, init?: Request): Promise<Response> {
  const response = await c.env.ASSETS?.fetch(new Request(new URL(path, c.req.url), init))
  return response && response.status !== 404 ? withMutableHeaders(response) : c.notFound()
}

/** Another Worker's response as one whose headers can be set. */
export function withMutableHeaders(response: Response): Response {
  return new Response(response.body, response)
}
