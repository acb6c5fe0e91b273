import type { Schema } from '../../src/action/catalogue.ts'
import { type Control, useForm } from './form.ts'
import { Part } from './part.tsx'
import { useFocusOnNew, useRowKeys } from './rows.ts'
import { kindOf, resolve } from './schema.ts'

/** What one of several is called: "Line Item" of "Line Items". */
function singular(label: string): string {
  return label.replace(/ies$/, 'y').replace(/(?<=x|ss)es$|(?<!s)s$/, '')
}

function blankOf(schema: Schema): unknown {
  const kind = kindOf(schema)
  if (kind === 'object' || kind === 'map') return {}
  return kind === 'list' ? [] : ''
}

export function ListControl({ path, label, schema, value, currency, example, onValue }: Control) {
  const { shapes } = useForm()
  const { box, focusNew } = useFocusOnNew<HTMLDivElement>()
  const items = Array.isArray(value) ? (value as readonly unknown[]) : []
  const { keys, forget } = useRowKeys(items.length)
  const { maxItems = Number.POSITIVE_INFINITY, items: entry = {} } = schema
  const first: unknown = Array.isArray(example) ? example[0] : undefined

  function remove(index: number) {
    forget(index)
    const others = items.filter((_, one) => one !== index)
    onValue(others.length > 0 ? others : undefined)
    box.current?.querySelector<HTMLElement>(':scope > button.add')?.focus()
  }

  return (
    <div class="parts" ref={box}>
      {items.map((item, index) => (
        <Part
          key={keys[index]}
          path={`${path}[${index}]`}
          label={`${singular(label)} ${index + 1}`}
          given={entry}
          value={item}
          required={false}
          currency={currency}
          example={first}
          onValue={(changed) =>
            onValue(items.map((one, at) => (at === index ? (changed ?? blankOf(resolve(entry, shapes).schema)) : one)))
          }
          remove={() => remove(index)}
        />
      ))}
      {items.length < maxItems && (
        <button
          type="button"
          class="add"
          onClick={() => {
            focusNew()
            onValue([...items, blankOf(resolve(entry, shapes).schema)])
          }}
        >
          + Add item<span class="spoken"> to {label}</span>
        </button>
      )}
    </div>
  )
}
