import { useState } from 'preact/hooks'
import { isDestructive } from './call.ts'
import { Confirmation, type Question } from './confirmation.tsx'
import { bodyOf } from './draft.ts'
import { isRecord } from './forms/schema.ts'
import { Time } from './moment.tsx'
import { IdLink } from './readable.tsx'
import { linkTo } from './route.ts'
import { type Call, useTab } from './tab.ts'

/** Where the history is. */
export const HISTORY = { name: 'history', summary: 'History' }

/** The calls of this tab, each to be looked at or made again. */
export function History() {
  const { calls } = useTab()
  const [question, ask] = useState<Question>()
  return (
    <article class="start">
      <h1>{HISTORY.summary}</h1>
      <p>
        What this tab has called, newest first. It is forgotten when you close or reload the tab, or change the key.
      </p>
      {calls.length === 0 ? (
        <div class="empty">
          <p>No calls yet.</p>
          <a href="#start">Start with a recipe</a>
        </div>
      ) : (
        <ol class="rows" reversed>
          {calls.toReversed().map((call) => (
            <Entry key={call.id} call={call} ask={ask} />
          ))}
        </ol>
      )}
      <Confirmation question={question} onEnd={() => ask(undefined)} />
    </article>
  )
}

function Entry({ call, ask }: { call: Call; ask(question: Question): void }) {
  const tab = useTab()
  const { action, draft, extras, outcome } = call
  const body = bodyOf(action, draft)
  const answered = outcome?.answer?.body
  const id = isRecord(answered) && typeof answered['id'] === 'string' ? answered['id'] : undefined

  function again() {
    const run = () => {
      tab.send(HISTORY.name, action, draft, extras)
    }
    if (tab.credential.key === '') tab.askForKey()
    else if (isDestructive(action, body)) ask({ action, body, run })
    else run()
  }

  return (
    <li>
      <p class="row">
        <a href={linkTo(action.name, { call: call.id })}>{action.name}</a>
        <State call={call} />
        <span class="hint">
          <Time at={call.at} />
        </span>
        <button type="button" class="small" onClick={again}>
          Run again<span class="spoken"> {action.name}</span>
        </button>
      </p>
      {id !== undefined && (
        <p class="hint">
          Result: <IdLink id={id} />
        </p>
      )}
      {Object.keys(body).length > 0 && (
        <p class="hint">
          <code>{JSON.stringify(body)}</code>
        </p>
      )}
    </li>
  )
}

function State({ call: { outcome } }: { call: Call }) {
  if (!outcome) return <span class="badge">running</span>
  const { answer } = outcome
  return <span class={answer?.ok ? 'badge good' : 'badge bad'}>{answer?.status ?? 'no answer'}</span>
}
