import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { CatalogueAction, CatalogueInput } from '../src/action/catalogue.ts'
import { type Extras, isDestructive } from './call.ts'
import { Confirmation, type Question } from './confirmation.tsx'
import { bodyOf, type Draft, isUnread } from './draft.ts'
import { Field, TextField } from './fields.tsx'
import { type Example, exampleOf, givenBy } from './forms/examples.ts'
import { currencyBeside, FormContext, isProblematic, NO_CURRENCY } from './forms/form.ts'
import { ValueControl } from './forms/value.tsx'
import { creatorFor, lastOf, useTab } from './tab.ts'

/** The form of an action. */
export function ActionForm({
  action,
  page,
  draft,
  setDraft,
  extras,
  setExtras,
  first,
  label,
  onAnswer,
}: {
  action: CatalogueAction
  /** The page that remembers its calls. */
  page: string
  draft: Draft
  setDraft(draft: Draft): void
  extras: Extras
  setExtras(extras: Extras): void
  /** The inputs that are shown at first: those that the action describes, unless it says otherwise. */
  first?: readonly string[]
  /** What the button says; "Run" unless it says otherwise. */
  label?: string
  onAnswer(): void
}) {
  const id = useId()
  const tab = useTab()
  const { objects, credential } = tab
  const { shapes } = tab.catalogue
  const [isFilling, setFilling] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [missing, setMissing] = useState<Example['missing']>({})
  const [question, ask] = useState<Question>()
  const element = useRef<HTMLFormElement>(null)
  const [isAnswered, setAnswered] = useState(false)
  const last = lastOf(tab, page)
  const running = last !== undefined && last.outcome === undefined
  const problems = last?.outcome?.answer?.problems ?? {}
  const create = creatorFor(tab, draft, setDraft)
  const form = { id, shapes, problems, objects, given: givenBy(action, draft), missing, create, Value: ValueControl }
  const schema = {
    properties: Object.fromEntries(action.inputs.map((input) => [input.name, input.schema])),
    required: action.inputs.filter(({ required }) => required).map(({ name }) => name),
  }
  const isFirst = ({ name, additional }: CatalogueInput) => first?.includes(name) ?? !additional
  const more = action.inputs.filter((input) => !isFirst(input))
  const isUsed = more.some(({ name }) => (!first && draft[name] !== undefined) || isProblematic(form, name))
  const body = bodyOf(action, draft)

  function focusProblem() {
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  useEffect(() => {
    if (isAnswered) {
      if (Object.keys(problems).length > 0) focusProblem()
      else onAnswer()
      setAnswered(false)
    }
  }, [isAnswered])

  async function send() {
    const { answer } = await tab.send(page, action, draft, extras)
    if (answer) setAnswered(true)
  }

  function submit(event: Event) {
    event.preventDefault()
    if (running) return
    if (credential.key === '') return tab.askForKey()
    if (isUnread(draft)) return focusProblem()
    if (isDestructive(action, body)) ask({ action, body, run: send })
    else send()
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
  return (
    <form class="card" ref={element} onSubmit={submit} noValidate aria-label={label ?? `Inputs of ${action.name}`}>
      {!first && (
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
      )}
      <FormContext.Provider value={form}>
        {action.inputs.filter(isFirst).map(field)}
        {more.length > 0 && (
          <details open={isOpen || isUsed} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>
              {first ? 'Other inputs' : 'More of Stripe’s parameters'} ({more.length})
            </summary>
            {(isOpen || isUsed) && more.map(field)}
          </details>
        )}
      </FormContext.Provider>
      {!first && <Headers id={id} extras={extras} setExtras={setExtras} />}
      <p class="run">
        <button type="submit" class={isDestructive(action, body) ? 'danger' : 'primary'} aria-disabled={running}>
          {label ?? 'Run'}
        </button>
      </p>
      <Confirmation question={question} onEnd={() => ask(undefined)} />
    </form>
  )
}

function Headers({ id, extras, setExtras }: { id: string; extras: Extras; setExtras(extras: Extras): void }) {
  return (
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
  )
}
