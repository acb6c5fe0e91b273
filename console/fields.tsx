import { useState } from 'preact/hooks'
import type { CatalogueInput } from '../src/action/catalogue.ts'
import { isRecord } from './call.ts'
import { Unread } from './draft.ts'

/** The text that a form shows for a value. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (value instanceof Unread) return value.text
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

function readJson(type: CatalogueInput['type'], text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return new Unread(text, `This is not JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}`)
  }
  const isRight = type === 'array' ? Array.isArray(value) : isRecord(value)
  return isRight
    ? value
    : new Unread(text, `This must be ${type === 'array' ? 'an array: [ ... ]' : 'an object: { ... }'}`)
}

/** The value of an input that a text stands for; one that is no number is for the server to judge. */
function readText({ type }: CatalogueInput, text: string): unknown {
  if (text.trim() === '') return undefined
  if (type === 'integer') return /^-?\d+$/.test(text.trim()) ? Number(text) : text
  if (type === 'number') return Number.isNaN(Number(text)) ? text : Number(text)
  if (type === 'boolean') return text === 'true'
  return type === 'string' ? text : readJson(type, text)
}

interface Control {
  readonly id: string
  readonly input: CatalogueInput
  readonly text: string
  readonly invalid: boolean
  readonly describedBy: string
  onText(text: string): void
}

function common({ id, input, invalid, describedBy }: Control) {
  return {
    id,
    name: input.name,
    'aria-required': input.required,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
  }
}

function Switch({ id, input, text, invalid, describedBy, onText }: Control) {
  return (
    <span class="switch">
      <input
        id={id}
        name={input.name}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        type="checkbox"
        role="switch"
        aria-checked={text === 'true'}
        checked={text === 'true'}
        onChange={(event) => onText(String(event.currentTarget.checked))}
      />
      <span>{text === '' ? 'not sent' : text}</span>
      {text !== '' && (
        <button type="button" class="small" onClick={() => onText('')}>
          Leave out
        </button>
      )}
    </span>
  )
}

function Choice(control: Control) {
  const { input, text, onText } = control
  const values = (input.schema.enum ?? []).filter((value) => value !== null)
  return (
    <select {...common(control)} value={text} onChange={(event) => onText(event.currentTarget.value)}>
      <option value="">{input.required ? 'Choose one' : 'not sent'}</option>
      {values.map((value) => (
        <option key={String(value)} value={String(value)}>
          {String(value)}
        </option>
      ))}
    </select>
  )
}

/** Lines that an editor shows at least and at most. */
const LINES = { min: 2, max: 16 }

function Json(control: Control) {
  const { input, onText } = control
  const [typed, setTyped] = useState('')
  // What was typed stays as it was laid out, as long as it stands for the value.
  const stands = JSON.stringify(readText(input, typed)) === JSON.stringify(readText(input, control.text))
  const text = stands ? typed : control.text
  const lines = Math.max(LINES.min, Math.min(LINES.max, text.split('\n').length))
  return (
    <textarea
      {...common(control)}
      class="json"
      rows={lines}
      spellcheck={false}
      autocomplete="off"
      value={text}
      onInput={(event) => {
        setTyped(event.currentTarget.value)
        onText(event.currentTarget.value)
      }}
    />
  )
}

function Line(control: Control) {
  const { input, text, onText } = control
  const { minimum, maximum, anyOf } = input.schema
  // One that takes a word as well, such as "now", is no number.
  const isNumber = input.type === 'integer' && !anyOf
  return (
    <input
      {...common(control)}
      {...(isNumber ? { type: 'number', step: 1, min: minimum, max: maximum } : { type: 'text' })}
      spellcheck={false}
      autocomplete="off"
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
    />
  )
}

function controlFor({ type, schema }: CatalogueInput) {
  if (type === 'boolean') return Switch
  if (type === 'object' || type === 'array') return Json
  return schema.enum ? Choice : Line
}

/** When a Unix timestamp is, for people. */
function momentOf({ type, restriction }: CatalogueInput, text: string): string | undefined {
  if (type !== 'integer' || !restriction?.includes('timestamp') || !/^\d{9,10}$/.test(text)) return undefined
  return new Date(Number(text) * 1000).toUTCString()
}

/** An input with its label, what people are told of it, and what is wrong with it. */
export function Field({
  id,
  input,
  value,
  problem,
  onValue,
}: {
  id: string
  input: CatalogueInput
  value: unknown
  problem: string | undefined
  onValue(value: unknown): void
}) {
  const text = textOf(value)
  const wrong = value instanceof Unread ? value.problem : problem
  const Control = controlFor(input)
  const moment = momentOf(input, text)
  // Most restrictions of required inputs say no more than that.
  const restriction = input.required && input.restriction === 'Required' ? null : input.restriction
  return (
    <div class="field">
      <p class="label">
        <label for={id} id={`${id}-label`}>
          {input.display_key}
        </label>{' '}
        <code>{input.name}</code>{' '}
        <span class="type">
          {input.type}
          {input.required ? ', required' : ''}
        </span>
      </p>
      {value === null ? (
        <p id={id} tabIndex={-1} class="cleared">
          <code>null</code>, which clears this field at Stripe
        </p>
      ) : (
        <Control
          id={id}
          input={input}
          text={text}
          invalid={wrong !== undefined}
          describedBy={`${id}-about ${id}-problem`}
          onText={(typed) => onValue(readText(input, typed))}
        />
      )}
      <p class="problem" id={`${id}-problem`} aria-live="polite">
        {wrong}
      </p>
      <p class="hint" id={`${id}-about`}>
        {input.description}.{restriction && ` ${restriction}.`} {moment && <strong>{moment}</strong>}
      </p>
      {value !== null && input.example !== undefined && input.type !== 'boolean' && !input.schema.enum && (
        <p class="hint">
          <button type="button" class="example" onClick={() => onValue(input.example)}>
            <span class="spoken">Use the example </span>
            <code>{textOf(input.example).replace(/\s*\n\s*/g, ' ')}</code>
          </button>
        </p>
      )}
      {input.clearable && (
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
    </div>
  )
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
