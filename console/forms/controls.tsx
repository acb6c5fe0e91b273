import { useEffect, useState } from 'preact/hooks'
import { Unread } from '../draft.ts'
import { attributesOf, type Control, type Currency, idOf, problemOf, useForm } from './form.ts'
import { currencies, toMajor, toMinor } from './money.ts'
import { toLocal, toSeconds, zoneOf } from './time.ts'

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return value instanceof Unread ? value.text : String(value)
}

const typed = (text: string) => (text === '' ? undefined : text)

const PLAIN = { type: 'text', spellcheck: false, autocomplete: 'off' } as const

export function TextControl(control: Control) {
  return (
    <input
      {...attributesOf(useForm(), control)}
      {...PLAIN}
      value={textOf(control.value)}
      onInput={(event) => control.onValue(typed(event.currentTarget.value))}
    />
  )
}

export function CurrencyControl(control: Control) {
  const form = useForm()
  const id = `${idOf(form, control.path)}-currencies`
  return (
    <>
      <input
        {...attributesOf(form, control)}
        {...PLAIN}
        list={id}
        value={textOf(control.value)}
        onInput={(event) => control.onValue(typed(event.currentTarget.value.trim()))}
      />
      <datalist id={id}>
        {currencies().map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  )
}

/** A number that was typed; what is none is for the server to judge. */
function numberIn(text: string): unknown {
  return text.trim() === '' || Number.isNaN(Number(text)) ? typed(text) : Number(text)
}

export function NumberControl(control: Control) {
  const { schema, value, onValue } = control
  const { minimum, maximum, type } = schema
  // What is no number yet would be invisible in an element of numbers.
  const isText = typeof value === 'string'
  return (
    <input
      {...attributesOf(useForm(), control)}
      {...(isText ? PLAIN : { type: 'number', step: type === 'integer' ? 1 : 'any', min: minimum, max: maximum })}
      value={textOf(value)}
      onInput={(event) => onValue(numberIn(event.currentTarget.value))}
    />
  )
}

export function SwitchControl(control: Control) {
  const { value, required, onValue } = control
  const { 'aria-required': _, ...attributes } = attributesOf(useForm(), control)
  return (
    <span class="switch">
      <input
        {...attributes}
        type="checkbox"
        role="switch"
        aria-checked={value === true}
        checked={value === true}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
      <span>{value === undefined ? 'not sent' : String(value)}</span>
      {value !== undefined && !required && (
        <button type="button" class="small" onClick={() => onValue(undefined)}>
          Leave out
        </button>
      )}
    </span>
  )
}

export function ChoiceControl(control: Control) {
  const { schema, value, required, onValue } = control
  const values = (schema.enum ?? []).map(String)
  const chosen = textOf(value)
  return (
    <select
      {...attributesOf(useForm(), control)}
      value={chosen}
      onChange={(event) => onValue(typed(event.currentTarget.value))}
    >
      <option value="">{required ? 'Choose one' : 'not sent'}</option>
      {(chosen === '' || values.includes(chosen) ? values : [chosen, ...values]).map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  )
}

/** An amount of a currency that is not known: in the smallest unit, or kept until the currency is chosen. */
function readUnknown(text: string, { input }: Currency): unknown {
  if (text.trim() === '') return undefined
  const isWhole = /^\s*-?\d+\s*$/.test(text)
  if (input === 'required') return new Unread(text, 'Choose the currency first: it says how many decimals there are.')
  if (isWhole) return Number(text)
  return input === 'optional'
    ? new Unread(text, 'Choose the currency as well, or write the amount in its smallest unit, such as 1999.')
    : new Unread(text, 'Write this in the smallest unit of the currency: 1999 for 19.99 USD.')
}

function readAmount(text: string, currency: Currency): unknown {
  if (text.trim() === '') return undefined
  if (currency.code === undefined) return readUnknown(text, currency)
  const amount = toMinor(text, currency.code)
  return typeof amount === 'number' ? amount : new Unread(text, amount)
}

const WITHOUT_CURRENCY = {
  none: 'In the smallest unit of the currency: 1999 for 19.99 USD',
  optional: 'In the smallest unit, 1999 for 19.99 USD, unless the currency is chosen',
  required: 'Choose the currency as well',
}

export function AmountControl(control: Control) {
  const { value, currency, onValue } = control
  const { code, input } = currency
  const [typed, setTyped] = useState<{ text: string; read: unknown }>()
  const stands = typed !== undefined && isSame(typed.read, value)
  const shown = stands
    ? typed.text
    : typeof value === 'number' && code !== undefined
      ? toMajor(value, code)
      : textOf(value)

  function read(text: string) {
    const amount = readAmount(text, currency)
    setTyped({ text, read: amount })
    onValue(amount)
  }

  // What was typed is read again when the currency changes: 20 is 2000 of USD and 20 of JPY.
  useEffect(() => {
    if (stands || value instanceof Unread) read(shown)
  }, [code])

  return (
    <>
      <span class="affixed">
        <input
          {...attributesOf(useForm(), control)}
          {...PLAIN}
          inputMode={code === undefined ? 'numeric' : 'decimal'}
          value={shown}
          onInput={(event) => read(event.currentTarget.value)}
        />
        {code !== undefined && <span>{code.toUpperCase()}</span>}
      </span>
      <Sent value={value}>{code === undefined && WITHOUT_CURRENCY[input]}</Sent>
    </>
  )
}

function isSame(one: unknown, other: unknown): boolean {
  return one instanceof Unread && other instanceof Unread ? one.text === other.text : one === other
}

/** The value that is sent, where it is not what one sees. */
function Sent({ value, children }: { value: unknown; children?: string | false }) {
  const isNumber = typeof value === 'number'
  if (!isNumber && !children) return null
  return (
    <p class="hint">
      {isNumber && (
        <>
          Sent as <code>{value}</code>.{' '}
        </>
      )}
      {children && `${children}.`}
    </p>
  )
}

export function TimeControl(control: Control) {
  const { value, onValue } = control
  const form = useForm()
  // A number that is no time is shown as it is.
  const isTime = value === undefined || (typeof value === 'number' && toLocal(value) !== '')
  const [isRaw, setRaw] = useState(!isTime)
  const attributes = attributesOf(form, control)
  return (
    <>
      {isRaw || !isTime ? (
        <input
          {...attributes}
          {...PLAIN}
          inputMode="numeric"
          value={textOf(value)}
          onInput={(event) => onValue(numberIn(event.currentTarget.value))}
        />
      ) : (
        <input
          {...attributes}
          type="datetime-local"
          step={typeof value === 'number' && value % 60 !== 0 ? 1 : 60}
          value={typeof value === 'number' ? toLocal(value) : ''}
          onInput={(event) => onValue(toSeconds(event.currentTarget.value))}
        />
      )}
      <p class="hint">
        {isRaw ? 'Seconds since 1970. ' : `Your time (${zoneOf(typeof value === 'number' ? value : undefined)}). `}
        {typeof value === 'number' &&
          (isRaw ? (
            new Date(value * 1000).toLocaleString()
          ) : (
            <>
              Sent as <code>{value}</code>.
            </>
          ))}{' '}
        <button type="button" class="link" aria-controls={attributes.id} onClick={() => setRaw(!isRaw)}>
          {isRaw ? 'Enter a date' : 'Enter a timestamp'}
        </button>
      </p>
    </>
  )
}

/** What is wrong with a value, beneath its control. */
export function Problem({ path, value, more }: { path: string; value: unknown; more?: string | undefined }) {
  const form = useForm()
  return (
    <p class="problem" id={`${idOf(form, path)}-problem`} aria-live="polite">
      {problemOf(form, path, value) ?? more}
    </p>
  )
}
