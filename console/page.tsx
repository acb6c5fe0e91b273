import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { CatalogueAction } from '../src/action/catalogue.ts'
import { AnswerPane } from './answer.tsx'
import { type Extras, headersOf, NO_EXTRAS } from './call.ts'
import { bodyOf, type Draft } from './draft.ts'
import { ActionForm } from './form.tsx'
import { isRecord } from './forms/schema.ts'
import { draftIn, type Route } from './route.ts'
import { KEY_IN_EXAMPLES, Snippets } from './snippets.tsx'
import { lastOf, useTab } from './tab.ts'
import { Effect, Own } from './tags.tsx'

/** A form that waits for an object, and what to do with the object's ID. */
export interface Errand {
  readonly target: string
  finish(id: string): void
}

/** An action: what it is, its form, the same call for other programs, and its answer. */
export function ActionPage({
  action,
  route,
  errand,
}: {
  action: CatalogueAction
  route: Route
  /** The form that waits for an object that this action makes. */
  errand: Errand | undefined
}) {
  const id = useId()
  const tab = useTab()
  const page = route.fragment
  // A link of the history names the call that it opens.
  const earlier = tab.calls.find((call) => String(call.id) === route.inputs.get('call'))
  const last = lastOf(tab, page) ?? earlier
  const [extras, setExtras] = useState<Extras>(last?.extras ?? NO_EXTRAS)
  const result = useRef<HTMLDivElement>(null)
  const draft = tab.drafts[page] ?? earlier?.draft ?? draftIn(action, route)
  const setDraft = (changed: Draft) => tab.setDraft(page, changed)
  const answered = last?.outcome?.answer?.ok ? last.outcome.answer.body : undefined
  const made = isRecord(answered) && typeof answered['id'] === 'string' ? answered['id'] : undefined

  // A link to an object shows the object.
  useEffect(() => {
    const isLink = action.effect === 'read' && Object.keys(draftIn(action, route)).length > 0
    if (isLink && !last && tab.credential.known && action.runnable) tab.send(page, action, draft, extras)
  }, [tab.credential.known])

  function turnPage(inputs: Draft) {
    const next = { ...draft, ...inputs }
    setDraft(next)
    tab.send(page, action, next, extras)
  }

  return (
    <article class="action" aria-labelledby={`${id}-title`}>
      <header>
        <h1 id={`${id}-title`}>{action.summary}</h1>
        <p>
          <code>{action.name}</code> <Effect effect={action.effect} /> <Own weweb={action.weweb} />
        </p>
        <p>{action.description}</p>
        <p class="hint">
          <code>{action.endpoint}</code> in{' '}
          <a href={action.docs} target="_blank" rel="noreferrer noopener">
            Stripe’s reference
          </a>
        </p>
        {tab.credential.known && !action.runnable && (
          <p class="note">Your key may not run this action: its entry in API_KEYS does not allow it.</p>
        )}
      </header>
      <div class="columns">
        <ActionForm
          action={action}
          page={page}
          draft={draft}
          setDraft={setDraft}
          extras={extras}
          setExtras={setExtras}
          onAnswer={() => result.current?.scrollIntoView({ block: 'nearest' })}
        />
        <div class="results" ref={result}>
          {errand && made !== undefined && (
            <p class="note row">
              “{errand.target}” needs it.
              <button type="button" class="primary" onClick={() => errand.finish(made)}>
                Use {made} there
              </button>
            </p>
          )}
          <AnswerPane action={action} call={last} draft={draft} setDraft={setDraft} onNextPage={turnPage} />
          <Snippets action={action} headers={headersOf(KEY_IN_EXAMPLES, extras)} body={bodyOf(action, draft)} />
        </div>
      </div>
    </article>
  )
}
