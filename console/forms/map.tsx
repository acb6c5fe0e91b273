import { useState } from 'preact/hooks'
import { Unread } from '../draft.ts'
import { Problem } from './controls.tsx'
import { type Control, idOf, useForm } from './form.ts'
import { currencies } from './money.ts'
import { useFocusOnNew, useRowKeys } from './rows.ts'
import { isRecord, kindOf, resolve } from './schema.ts'

interface Row {
  readonly name: string
  readonly value: unknown
}

/** The object that rows stand for; what cannot be sent yet is marked. */
function recordOf(rows: readonly Row[]): Record<string, unknown> | undefined {
  const record: Record<string, unknown> = {}
  for (const { name, value } of rows) {
    if (name === '' && (value === '' || value === undefined)) continue
    const text = typeof value === 'string' ? value : ''
    if (name === '') record[''] = new Unread(text, 'Give this value a name.')
    else if (Object.hasOwn(record, name)) record[name] = new Unread(text, `The name ${name} is there twice.`)
    else record[name] = value
  }
  return Object.keys(record).length > 0 ? record : undefined
}

const rowsOf = (value: unknown): Row[] =>
  Object.entries(isRecord(value) ? value : {}).map(([name, one]) => ({
    name,
    value: one instanceof Unread ? one.text : one,
  }))

export function MapControl({ path, label, schema, value, currency, onValue }: Control) {
  const form = useForm()
  const { box, focusNew } = useFocusOnNew<HTMLDivElement>()
  const [typed, setTyped] = useState<readonly Row[]>([])
  // Rows may hold what no object can: a name that is empty, or there twice.
  const rows = JSON.stringify(recordOf(typed)) === JSON.stringify(value) ? typed : rowsOf(value)
  const { keys, forget } = useRowKeys(rows.length)
  const entry = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
  const { schema: held, nullable } = resolve(entry, form.shapes)
  const isText = kindOf(held) === 'text'

  function change(next: readonly Row[]) {
    setTyped(next)
    onValue(recordOf(next))
  }

  const set = (index: number, row: Partial<Row>) =>
    change(rows.map((one, at) => (at === index ? { ...one, ...row } : one)))

  return (
    <div class="parts" ref={box}>
      {rows.map(({ name, value: one }, index) => {
        const isFirst = rows.findIndex((row) => row.name === name) === index
        const found = isRecord(value) && (name === '' || !isFirst) ? value[name] : undefined
        const unread = found instanceof Unread ? found : undefined
        const at = isFirst ? `${path}.${name}` : `${path}-${keys[index]}`
        const isCode = currencies().some(({ code }) => code === name.toLowerCase())
        return (
          <fieldset class="pair" key={keys[index]} aria-label={`${label}: ${name || 'new'}`}>
            <div class="row">
              <input
                aria-label="Name"
                placeholder={isText ? 'Name' : 'Name, such as eur'}
                spellcheck={false}
                autocomplete="off"
                aria-invalid={unread !== undefined}
                aria-describedby={`${idOf(form, at)}-problem`}
                value={name}
                onInput={(event) => set(index, { name: event.currentTarget.value })}
              />
              {isText && (
                <input
                  aria-label="Value"
                  placeholder={nullable ? 'Value (empty: deleted at Stripe)' : 'Value'}
                  spellcheck={false}
                  autocomplete="off"
                  value={one === null || one === undefined ? '' : typeof one === 'string' ? one : JSON.stringify(one)}
                  onInput={(event) => set(index, { value: event.currentTarget.value })}
                />
              )}
              <button
                type="button"
                class="small"
                onClick={() => {
                  forget(index)
                  change(rows.filter((_, at) => at !== index))
                  box.current?.querySelector<HTMLElement>(':scope > button.add')?.focus()
                }}
              >
                Remove<span class="spoken"> {name}</span>
              </button>
            </div>
            {!isText && (
              <form.Value
                path={at}
                label={name}
                schema={held}
                value={one}
                required={false}
                currency={isCode ? { code: name.toLowerCase(), input: 'none' } : currency}
                onValue={(changed) => set(index, { value: changed })}
              />
            )}
            <Problem path={at} value={unread} />
          </fieldset>
        )
      })}
      <button
        type="button"
        class="add"
        onClick={() => {
          focusNew()
          change([...rows, { name: '', value: isText ? '' : undefined }])
        }}
      >
        + Add a row<span class="spoken"> to {label}</span>
      </button>
    </div>
  )
}
