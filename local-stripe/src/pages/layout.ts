import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

const STYLE = `
  :root {
    --back: light-dark(#f4f5f7, #15171c);
    --card: light-dark(#fff, #1e2128);
    --text: light-dark(#1b1f27, #eceef2);
    --quiet: light-dark(#545c6a, #a9b1bf);
    --line: light-dark(#d5d9e0, #3a3f4a);
    --accent: light-dark(#4338ca, #a5b4fc);
    --on-accent: light-dark(#fff, #15171c);
    --wrong: light-dark(#b42318, #ffa198);
    background: var(--back); color: var(--text); color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif;
  }
  body { margin: 0 auto; max-width: 30rem; padding: 1.5rem 1rem; }
  main { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.5rem; }
  header { color: var(--quiet); font-size: 0.9rem; margin-bottom: 0.75rem; }
  h1 { font-size: 1.4rem; margin: 0 0 1rem; }
  h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
  h3 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
  p { margin: 0.5rem 0; }
  table { border-collapse: collapse; margin-bottom: 1.5rem; width: 100%; }
  th, td { border-bottom: 1px solid var(--line); overflow-wrap: anywhere; padding: 0.6rem 0; text-align: left; }
  th:last-child, td:last-child { font-variant-numeric: tabular-nums; padding-left: 1rem; text-align: right; white-space: nowrap; }
  thead th { color: var(--quiet); font-size: 0.85rem; font-weight: 400; }
  tfoot th, tfoot td { border: 0; font-size: 1.15rem; font-weight: 700; }
  label { display: block; font-weight: 500; margin-top: 1rem; }
  input:not([type='checkbox'], [type='radio']), select {
    background: var(--card); border: 1px solid var(--quiet); border-radius: 0.4rem; box-sizing: border-box;
    color: inherit; font: inherit; margin-top: 0.25rem; padding: 0.6rem 0.7rem; width: 100%;
  }
  input[aria-invalid] { border-color: var(--wrong); }
  fieldset { border: 0; margin: 0; padding: 0; }
  legend { font-weight: 600; padding: 0; }
  .pair { display: grid; gap: 1rem; grid-template-columns: 1fr 1fr; }
  .actions { align-items: center; display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; margin-top: 1.5rem; }
  a { color: var(--accent); }
  button {
    background: var(--accent); border: 1px solid var(--accent); border-radius: 0.4rem; color: var(--on-accent);
    cursor: pointer; font: inherit; font-weight: 600; padding: 0.65rem 1.6rem;
  }
  button.secondary { background: none; color: var(--accent); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .error { border-left: 4px solid var(--wrong); color: var(--wrong); padding-left: 0.75rem; }
  .note { color: var(--quiet); font-size: 0.9rem; }
`

export interface PageOptions {
  title: string
  body: Html
  status?: 200 | 400 | 402 | 403 | 404
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
    <header>Local Stripe: no money moves</header>
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
