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

function WeWeb({ url, headers, body }: Call) {
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
    <>
      <p class="hint">
        For an <em>HTTP Request</em> action in a backend workflow (an API endpoint). Bind <em>Token</em> to a secure
        environment variable that holds the key; a page must never hold it.
      </p>
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
    </>
  )
}

const TABS = ['WeWeb', 'curl', 'JavaScript'] as const

/** A call in the words of other programs, one tab each. */
export function Snippets({ action, ...given }: Pick<Call, 'headers' | 'body'> & { action: CatalogueAction }) {
  const call = { ...given, url: `${location.origin}/actions/${action.name}` }
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
      </div>
    </section>
  )
}
