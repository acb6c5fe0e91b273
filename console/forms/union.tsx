import { useState } from 'preact/hooks'
import type { Schema } from '../../src/action/catalogue.ts'
import { type Control, idOf, useForm } from './form.ts'
import { fits, type Kind, kindOf, NESTED, resolve } from './schema.ts'

const WORDS: Readonly<Record<Kind, string>> = {
  text: 'a text',
  id: 'an ID',
  currency: 'a currency',
  number: 'a number',
  amount: 'an amount',
  time: 'a date and time',
  switch: 'true or false',
  choice: 'one of a few',
  list: 'a list',
  object: 'several fields',
  map: 'names with values',
  union: 'something else',
  any: 'JSON',
}

function wordsFor(schema: Schema): string {
  return schema.properties && 'gte' in schema.properties ? 'a range' : WORDS[kindOf(schema)]
}

/** Puts a value of a few fixed ones before the others in the order of choices. */
const LITERAL = 'value '

export function UnionControl(control: Control) {
  const { path, label, schema, value, required, onValue } = control
  const form = useForm()
  const { shapes } = form
  const [picked, pick] = useState('')
  const alternatives = (schema.anyOf ?? []).map((one) => resolve(one, shapes).schema)
  const literals = alternatives.flatMap((one) => one.enum ?? (one.type === 'boolean' ? [true, false] : []))
  const others = alternatives.filter((one) => !one.enum && one.type !== 'boolean')
  const literal = literals.find((one) => one === value)
  const fitting = value === undefined ? -1 : others.findIndex((one) => fits(one, value))
  const chosen =
    literal !== undefined ? LITERAL + String(literal) : fitting >= 0 && picked === '' ? String(fitting) : picked
  const alternative = others[Number(chosen || Number.NaN)]
  const id = idOf(form, path)
  const isGroup = alternative !== undefined && NESTED.has(kindOf(alternative))
  const Box = isGroup ? 'fieldset' : 'div'

  function select(next: string) {
    const found = literals.find((one) => LITERAL + String(one) === next)
    pick(found === undefined ? next : '')
    const isObject = found === undefined && kindOf(others[Number(next)] ?? {}) === 'object'
    onValue(next === '' ? undefined : (found ?? (isObject ? {} : undefined)))
  }

  return (
    <div class="parts">
      <select
        id={alternative ? `${id}-kind` : id}
        aria-label={`Kind of ${label}`}
        value={chosen}
        onChange={(event) => select(event.currentTarget.value)}
      >
        <option value="">{required ? 'Choose one' : 'not sent'}</option>
        {literals.map((one) => (
          <option key={String(one)} value={LITERAL + String(one)}>
            {String(one)}
          </option>
        ))}
        {others.map((one, index) => (
          <option key={wordsFor(one)} value={String(index)}>
            {wordsFor(one)}
          </option>
        ))}
      </select>
      {alternative && (
        <Box {...(isGroup && { 'aria-label': label })}>
          <form.Value {...control} schema={alternative} isUnlabelled />
        </Box>
      )}
    </div>
  )
}
