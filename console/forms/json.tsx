import { useState } from 'preact/hooks'
import { Unread } from '../draft.ts'
import { attributesOf, type Control, useForm } from './form.ts'
import { mistakeIn } from './json-mistake.ts'
import { fits, isRecord, kindOf } from './schema.ts'

/** Lines that an editor shows at least and at most. */
const LINES = { min: 2, max: 16 }

/** The text that an editor shows for a value. */
function jsonOf(value: unknown): string {
  if (value === undefined) return ''
  return value instanceof Unread ? value.text : JSON.stringify(value, null, 2)
}

/** The value of a JSON text, or what is wrong with it. */
export function readJson(text: string, { schema }: Pick<Control, 'schema'>): unknown {
  if (text.trim() === '') return undefined
  const mistake = mistakeIn(text)
  if (mistake) return new Unread(text, `This is not JSON yet. Line ${mistake.line}: expected ${mistake.expected}.`)
  const value: unknown = JSON.parse(text)
  const { type } = schema
  if (type === 'array' && !Array.isArray(value)) return new Unread(text, 'This must be a list: [ ... ].')
  if (type === 'object' && !isRecord(value)) return new Unread(text, 'This must be an object: { ... }.')
  return value
}

export function JsonControl(control: Control) {
  const { value, schema, onValue } = control
  const [typed, setTyped] = useState<{ text: string; read: unknown }>()
  // The text stays as it was typed, as long as it means the same value.
  const stands = typed !== undefined && jsonOf(typed.read) === jsonOf(value)
  const text = stands ? typed.text : jsonOf(value)
  return (
    <>
      <textarea
        {...attributesOf(useForm(), control)}
        class="json"
        rows={Math.max(LINES.min, Math.min(LINES.max, text.split('\n').length))}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          const read = readJson(event.currentTarget.value, control)
          setTyped({ text: event.currentTarget.value, read })
          onValue(read)
        }}
      />
      {value !== undefined && !(value instanceof Unread) && kindOf(schema) !== 'any' && !fits(schema, value) && (
        <p class="hint">The form cannot show this value, so it is here as JSON.</p>
      )}
    </>
  )
}
