import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 34rem; padding: 2rem 1rem; }
  table { border-collapse: collapse; margin-bottom: 1.5rem; width: 100%; }
  th, td { border-bottom: 1px solid #8888; padding: 0.5rem 0; text-align: left; }
  th:last-child, td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
  tfoot th, tfoot td { border: 0; font-weight: 700; }
  label { display: block; margin-top: 1rem; }
  input:not([type='checkbox']) { box-sizing: border-box; font: inherit; padding: 0.5rem; width: 100%; }
  .actions { align-items: center; display: flex; gap: 1.5rem; margin-top: 1.5rem; }
  button { background: #0a5; border: 0; border-radius: 0.3rem; color: #fff; font: inherit; padding: 0.6rem 1.4rem; }
  button.secondary { background: #555; }
  :focus-visible { outline: 3px solid #06c; outline-offset: 2px; }
  .error { border-left: 4px solid #c22; padding-left: 0.75rem; }
  .note { color: #666; font-size: 0.9rem; }
  @media (prefers-color-scheme: dark) { .note { color: #aaa; } }
`

export interface PageOptions {
  title: string
  body: Html
  status?: 200 | 402 | 403 | 404
  /** Where a form may lead in the end, besides this Worker: browsers hold redirects to it as well. */
  leadsTo?: (string | null | undefined)[]
}

/** A page without scripts, which nothing may be loaded into and which cannot be framed. */
export async function page({ title, body, status = 200, leadsTo = [] }: PageOptions): Promise<Response> {
  const nonce = crypto.randomUUID()
  const targets = leadsTo.filter((url) => typeof url === 'string').map((url) => new URL(url).origin)
  const text = await html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style nonce="${nonce}">${raw(STYLE)}</style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>`
  return new Response(String(text), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self' ${targets.join(' ')}; ` +
        "base-uri 'none'; frame-ancestors 'none'",
      // A stricter policy would make the Origin of the page's own form null.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  })
}
