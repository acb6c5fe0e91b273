import { useState } from 'preact/hooks'
import type { CatalogueInput } from '../src/action/catalogue.ts'
import { isEmpty, Unread } from './draft.ts'
import { Problem } from './forms/controls.tsx'
import { type Currency, idOf, useForm } from './forms/form.ts'
import { JsonControl } from './forms/json.tsx'
import { Cleared } from './forms/part.tsx'
import { fits, kindOf, NESTED, resolve } from './forms/schema.ts'
import { ValueControl } from './forms/value.tsx'

/** Kinds whose example would not help: the control shows what fits, and the example of an ID names no object. */
const SELF_EVIDENT = new Set(['id', 'switch', 'choice', 'currency'])

/** Restrictions that the form shows by itself. */
const SELF_EVIDENT_RESTRICTIONS = new Set(['Required', 'Object', 'Array', 'Boolean', 'true or false'])

/** An input with its label, its description, and what is wrong with it. */
export function Field({
  input,
  value,
  currency,
  onValue,
}: {
  input: CatalogueInput
  value: unknown
  currency: Currency
  onValue(value: unknown): void
}) {
  const form = useForm()
  const { name, display_key: label, required, clearable, example } = input
  const { schema } = resolve(input.schema, form.shapes)
  const [wantsJson, setWantsJson] = useState(value instanceof Unread)
  const id = idOf(form, name)
  const isNested = NESTED.has(kindOf(schema))
  const isJson = wantsJson || (isNested && !isEmpty(value) && value !== null && !fits(schema, value))
  const isGroup = isNested && !isJson && value !== null
  // Depends on the kind only: replacing the element would lose the focus inside it.
  const Box = isNested ? 'fieldset' : 'div'
  const Title = isGroup ? 'span' : 'label'
  const restriction = SELF_EVIDENT_RESTRICTIONS.has(input.restriction ?? '') ? null : input.restriction
  function edit(changed: unknown) {
    setWantsJson(true)
    onValue(changed)
  }

  const control = { path: name, label, schema, value, required, currency, example, onValue }
  return (
    <Box class="field" {...(isNested && { 'aria-labelledby': `${id}-label` })}>
      <div class="label">
        <Title {...(!isGroup && { for: id })} id={`${id}-label`} class="name">
          {label}
        </Title>{' '}
        <code>{name}</code>{' '}
        <span class="type">
          {input.type}
          {required ? ', required' : ''}
        </span>
        {isNested && value !== null && (
          <button
            type="button"
            class="small"
            aria-pressed={isJson}
            aria-describedby={`${id}-label`}
            disabled={isJson && value instanceof Unread}
            onClick={() => setWantsJson(!isJson)}
          >
            JSON
          </button>
        )}
      </div>
      <p class="hint" id={`${id}-about`}>
        {input.description}.{restriction && ` ${restriction}.`}
      </p>
      {value === null ? (
        <Cleared id={id} />
      ) : isJson ? (
        <JsonControl {...control} onValue={edit} />
      ) : (
        <ValueControl {...control} />
      )}
      <Problem path={name} value={value} {...(isJson && { more: problemsWithin(form.problems, name) })} />
      {value === undefined && example !== undefined && !SELF_EVIDENT.has(kindOf(schema)) && (
        <p class="hint">
          <button
            type="button"
            class={isGroup ? 'link' : 'example'}
            aria-describedby={`${id}-label`}
            onClick={() => onValue(example)}
          >
            {isGroup ? (
              'Use an example'
            ) : (
              <>
                <span class="spoken">Use the example </span>
                <code>{textOf(example)}</code>
              </>
            )}
          </button>
        </p>
      )}
      {clearable && (
        <p class="hint">
          <button
            type="button"
            class="small"
            aria-describedby={`${id}-label`}
            onClick={() => onValue(value === null ? undefined : null)}
          >
            {value === null ? 'Keep it' : 'Clear it at Stripe'}
          </button>
        </p>
      )}
    </Box>
  )
}

function textOf(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example)
}

/** What is wrong with the parts of an input. */
function problemsWithin(problems: Readonly<Record<string, string>>, name: string): string | undefined {
  const within = Object.entries(problems).filter(([path]) => path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
  return within.length > 0 ? within.map(([path, message]) => `${path}: ${message}`).join('; ') : undefined
}

/** A line of text that is no input of an action. */
export function TextField({
  id,
  label,
  about,
  text,
  problem,
  onText,
  ...others
}: {
  id: string
  label: string
  about: string
  text: string
  problem?: string | undefined
  onText(text: string): void
  /** ID of the `datalist` with suggestions. */
  list?: string
  required?: boolean
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${id}-about ${id}-problem`}
        aria-invalid={problem !== undefined}
        value={text}
        onInput={(event) => onText(event.currentTarget.value.trim())}
        {...others}
      />
      <p class="problem" id={`${id}-problem`} aria-live="polite">
        {problem}
      </p>
      <p class="hint" id={`${id}-about`}>
        {about}
      </p>
    </div>
  )
}
