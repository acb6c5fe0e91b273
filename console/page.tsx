import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import type { Catalogue, CatalogueAction, CatalogueInput } from '../src/action/catalogue.ts'
import { AnswerPane } from './answer.tsx'
import { type Extras, headersOf, isDestructive, type Outcome, type Retriever, run } from './call.ts'
import { bodyOf, type Draft, isUnread } from './draft.ts'
import { Field, TextField } from './fields.tsx'
import { type Example, exampleOf, givenBy } from './forms/examples.ts'
import { Explanation } from './forms/explain.tsx'
import { currencyBeside, FormContext, isProblematic, NO_CURRENCY } from './forms/form.ts'
import { Objects } from './forms/objects.ts'
import { isRecord } from './forms/schema.ts'
import { ValueControl } from './forms/value.tsx'
import { KEY_IN_EXAMPLES, Snippets } from './snippets.tsx'

/** A form that waits for an object, and what to do with the object's ID. */
export interface Errand {
  readonly target: string
  finish(id: string): void
}

/** An action: what it is, its form, the same call for other programs, and its answer. */
export function ActionPage({
  action,
  catalogue,
  errand,
  create,
  draft,
  setDraft,
  credential,
  askForKey,
  isLive,
  retrievers,
  open,
}: {
  action: CatalogueAction
  catalogue: Catalogue
  /** The form that waits for an object that this action makes. */
  errand: Errand | undefined
  /** Opens the action that makes an object, for a part of this form. */
  create(action: string, path: string): void
  draft: Draft
  setDraft(draft: Draft): void
  /** The key, and whether it is known to be a good one. */
  credential: { readonly key: string; readonly known: boolean }
  askForKey(): void
  isLive: boolean
  retrievers: ReadonlyMap<string, Retriever>
  open(retriever: Retriever, id: string): void
}) {
  const id = useId()
  const [extras, setExtras] = useState<Extras>({ idempotencyKey: '', stripeAccount: '' })
  const [outcome, setOutcome] = useState<Outcome>({})
  const [running, setRunning] = useState(false)
  const [isFilling, setFilling] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  const result = useRef<HTMLDivElement>(null)
  const problems = outcome.answer?.problems ?? {}
  const { shapes } = catalogue
  const objects = useMemo(
    () => new Objects(catalogue.actions, credential.known ? credential.key : ''),
    [catalogue.actions, credential.key, credential.known],
  )
  const [missing, setMissing] = useState<Example['missing']>({})
  const given = givenBy(action, draft)
  const form = { id, shapes, problems, objects, given, missing, create, Value: ValueControl }
  const schema = {
    properties: Object.fromEntries(action.inputs.map((input) => [input.name, input.schema])),
    required: action.inputs.filter(({ required }) => required).map(({ name }) => name),
  }
  const element = useRef<HTMLFormElement>(null)

  function focusProblem() {
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  useEffect(() => {
    if (Object.keys(problems).length > 0) focusProblem()
  }, [outcome])

  async function send(given: Draft) {
    setRunning(true)
    const now = await run(action, given, credential.key, extras)
    setOutcome(now)
    setRunning(false)
    if (now.answer && Object.keys(now.answer.problems).length === 0)
      result.current?.scrollIntoView({ block: 'nearest' })
  }

  function submit(event: Event) {
    event.preventDefault()
    if (credential.key === '') return askForKey()
    if (isUnread(draft)) return focusProblem()
    if (isDestructive(action, body)) dialog.current?.showModal()
    else send(draft)
  }

  function turnPage(inputs: Draft) {
    const next = { ...draft, ...inputs }
    setDraft(next)
    send(next)
  }

  async function fillIn() {
    setFilling(true)
    const example = await exampleOf(action, shapes, objects)
    setMissing(example.missing)
    setDraft({ ...draft, ...example.values })
    setFilling(false)
  }

  const field = (input: CatalogueInput) => (
    <Field
      key={input.name}
      input={input}
      value={draft[input.name]}
      currency={currencyBeside(input.name, schema, draft, shapes, NO_CURRENCY)}
      onValue={(value) => setDraft({ ...draft, [input.name]: value })}
    />
  )
  const answered = outcome.answer?.ok ? outcome.answer.body : undefined
  const made = isRecord(answered) && typeof answered['id'] === 'string' ? answered['id'] : undefined
  const additional = action.inputs.filter((input) => input.additional)
  const isUsed = additional.some(({ name }) => draft[name] !== undefined || isProblematic(form, name))
  const body = bodyOf(action, draft)
  return (
    <article class="action" aria-labelledby={`${id}-title`}>
      <header>
        <h1 id={`${id}-title`}>{action.summary}</h1>
        <p>
          <code>{action.name}</code> <Effect effect={action.effect} />
        </p>
        <p>{action.description}</p>
        <p class="hint">
          <code>{action.endpoint}</code> in{' '}
          <a href={action.docs} target="_blank" rel="noreferrer noopener">
            Stripe’s reference
          </a>
        </p>
        {credential.known && !action.runnable && (
          <p class="note">Your key may not run this action: its entry in API_KEYS does not allow it.</p>
        )}
      </header>
      <div class="columns">
        <form class="card" ref={element} onSubmit={submit} noValidate aria-label={`Inputs of ${action.name}`}>
          <div class="row">
            <h2>Inputs</h2>
            {Object.keys(action.example_input).length > 0 && (
              <button type="button" class="small" aria-disabled={isFilling} onClick={fillIn}>
                Fill in examples
              </button>
            )}
            <button type="button" class="small" onClick={() => setDraft({})}>
              Empty
            </button>
          </div>
          <FormContext.Provider value={form}>
            {action.inputs.filter(({ additional }) => !additional).map(field)}
            {additional.length > 0 && (
              <details open={isOpen || isUsed} onToggle={(event) => setOpen(event.currentTarget.open)}>
                <summary>More of Stripe’s parameters ({additional.length})</summary>
                {additional.map(field)}
              </details>
            )}
          </FormContext.Provider>
          <details>
            <summary>Headers</summary>
            <TextField
              id={`${id}-idempotency`}
              label="Idempotency-Key"
              about="Repeating a call with the same key does nothing twice."
              text={extras.idempotencyKey}
              onText={(idempotencyKey) => setExtras({ ...extras, idempotencyKey })}
            />
            <TextField
              id={`${id}-account`}
              label="Stripe-Account"
              about="The connected account to act for, such as acct_123."
              text={extras.stripeAccount}
              onText={(stripeAccount) => setExtras({ ...extras, stripeAccount })}
            />
          </details>
          <p class="run">
            <button type="submit" class={isDestructive(action, body) ? 'danger' : 'primary'} disabled={running}>
              Run
            </button>
          </p>
        </form>
        <div class="results" ref={result}>
          {errand && made !== undefined && (
            <p class="note row">
              {errand.target} waits for it.
              <button type="button" class="primary" onClick={() => errand.finish(made)}>
                Use {made} there
              </button>
            </p>
          )}
          {outcome.answer && (
            <Explanation
              action={action}
              shapes={shapes}
              answer={outcome.answer}
              body={body}
              objects={objects}
              create={create}
            />
          )}
          <AnswerPane
            action={action}
            outcome={outcome}
            running={running}
            onNextPage={turnPage}
            retrievers={retrievers}
            open={open}
          />
          <Snippets
            url={`${location.origin}/actions/${action.name}`}
            headers={headersOf(KEY_IN_EXAMPLES, extras)}
            body={body}
          />
        </div>
      </div>
      <dialog ref={dialog} aria-labelledby={`${id}-ask`}>
        <h2 id={`${id}-ask`}>Run {action.name}?</h2>
        <p>
          {action.summary}: this cannot be undone{isLive ? ', and this is live mode: it is real' : ''}.
        </p>
        <pre>{JSON.stringify(body, null, 2)}</pre>
        <p class="row">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button
            type="button"
            class="danger"
            onClick={() => {
              dialog.current?.close()
              send(draft)
            }}
          >
            Yes, run it
          </button>
        </p>
      </dialog>
    </article>
  )
}

/** What an action does, as a tag. */
export function Effect({ effect }: { effect: CatalogueAction['effect'] }) {
  return <span class={`effect ${effect}`}>{effect}</span>
}
