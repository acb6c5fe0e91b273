import { useId, useRef, useState } from 'preact/hooks'
import type { CatalogueAction } from '../src/action/catalogue.ts'
import { Copy } from './copy.tsx'
import { Scrolling } from './scrolling.tsx'

interface Call {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

/** Stands for the key, which is never shown again. */
export const KEY_IN_EXAMPLES = 'YOUR_KEY'

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function curl({ url, headers, body }: Call): string {
  const lines = Object.entries(headers).map(([name, value]) => `  -H ${shellQuoted(`${name}: ${value}`)}`)
  return [`curl ${shellQuoted(url)}`, ...lines, `  -d ${shellQuoted(JSON.stringify(body))}`].join(' \\\n')
}

function javascript({ url, headers, body }: Call): string {
  const indented = (value: unknown) => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
  return `const response = await fetch(${JSON.stringify(url)}, {
  method: "POST",
  headers: ${indented(headers)},
  body: JSON.stringify(${indented(body)}),
})
const answer = await response.json()
if (!response.ok) throw new Error(answer.error.message)`
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div class="code">
      <Scrolling label={label}>{text}</Scrolling>
      <Copy text={text} what={label} />
    </div>
  )
}

/** Where in WeWeb's menus a call is made. */
export const WEWEB_PATH = <strong>{'Data & API > Backend Workflows > API Endpoints > + Add API'}</strong>

/** The settings of the HTTP Request that makes a call. */
export function WeWebSettings({ url, headers, body }: Call) {
  const { Authorization: _, ...others } = headers
  const settings: [string, string][] = [
    ['Method', 'POST'],
    ['URL', url],
    ['Auth', 'Bearer'],
    ['Token', KEY_IN_EXAMPLES],
    ...Object.entries(others).map(([name, value]): [string, string] => [`Header ${name}`, value]),
    ['Body', JSON.stringify(body, null, 2)],
  ]
  return (
    <dl class="settings">
      {settings.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <pre>{value}</pre>
            <Copy text={value} what={name} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function WeWeb(call: Call) {
  return (
    <>
      <p class="hint">
        In WeWeb, open {WEWEB_PATH}, then add the action <strong>HTTP Request</strong>. Bind <em>Token</em> to a secure
        environment variable that holds the key (<strong>{'Integrations > Environment Variables'}</strong>). Never put
        the key on a page.
      </p>
      <WeWebSettings {...call} />
    </>
  )
}

/** A call by the typed client. */
function typed({ action, headers, body }: Call & { action: string }): string {
  const method = action.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const { 'Idempotency-Key': idempotencyKey, 'Stripe-Account': account } = headers
  const options = {
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(account !== undefined && { headers: { 'Stripe-Account': account } }),
  }
  const given = [body, options].map((one) => JSON.stringify(one, null, 2))
  return `import { createClient } from "stripe-actions-client"

const client = createClient({ url: ${JSON.stringify(location.origin)}, key: "${KEY_IN_EXAMPLES}" })

const answer = await client.${method}(${given.slice(0, Object.keys(options).length > 0 ? 2 : 1).join(', ')})`
}

/** A call as an agent makes it: a tool of the Model Context Protocol. */
function tool({ action, headers, body }: Call & { action: string }): string {
  const key = headers['Idempotency-Key']
  const params = { name: action, arguments: { ...body, ...(key !== undefined && { idempotency_key: key }) } }
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, null, 2)
}

function Mcp({ headers, ...call }: Call & { action: string }) {
  const account = headers['Stripe-Account']
  const sent = [`Authorization: Bearer ${KEY_IN_EXAMPLES}`, ...(account ? [`Stripe-Account: ${account}`] : [])]
  const options = sent.map((header) => ` --header ${shellQuoted(header)}`).join('')
  const connect = `claude mcp add --transport http stripe ${location.origin}/mcp${options}`
  return (
    <>
      <p class="hint">
        Agents see only the actions that their key’s <code>mcp</code> allows. Connect one, here Claude Code:
      </p>
      <Code label="The command that connects an agent" text={connect} />
      <p class="hint">The call that the agent then makes:</p>
      <Code label="MCP" text={tool({ headers, ...call })} />
    </>
  )
}

const TABS = ['WeWeb', 'curl', 'JavaScript', 'Client', 'MCP'] as const

/** Where an action is called. */
export const urlOf = (action: string) => `${location.origin}/actions/${action}`

/** A call in the words of other programs, one tab each. */
export function Snippets({ action, ...given }: Pick<Call, 'headers' | 'body'> & { action: CatalogueAction }) {
  const call = { ...given, action: action.name, url: urlOf(action.name) }
  const [shown, show] = useState<(typeof TABS)[number]>('WeWeb')
  const id = useId()
  const list = useRef<HTMLDivElement>(null)

  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const index = (TABS.indexOf(shown) + step + TABS.length) % TABS.length
    const next = TABS[index]
    if (next) show(next)
    list.current?.querySelectorAll('button')[index]?.focus()
  }

  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>The same call</h2>
      <div class="tabs" role="tablist" aria-labelledby={`${id}-title`} ref={list}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === shown}
            aria-controls={`${id}-panel`}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => show(name)}
            onKeyDown={move}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`}>
        {shown === 'WeWeb' && <WeWeb {...call} />}
        {shown === 'curl' && <Code label="curl" text={curl(call)} />}
        {shown === 'JavaScript' && <Code label="JavaScript" text={javascript(call)} />}
        {shown === 'Client' && <Code label="Typed client" text={typed(call)} />}
        {shown === 'MCP' && <Mcp {...call} />}
      </div>
    </section>
  )
}
