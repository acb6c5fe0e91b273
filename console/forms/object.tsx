import { useState } from 'preact/hooks'
import type { Schema } from '../../src/action/catalogue.ts'
import { displayKey } from '../../src/action/display-key.ts'
import { type Control, currencyBeside, idOf, isProblematic, useForm } from './form.ts'
import { Part } from './part.tsx'
import { useFocusOnNew } from './rows.ts'
import { isRecord, kindOf, NESTED, resolve, type Shapes } from './schema.ts'

/** Fields of an object that are all shown, as they are so few. */
const FEW = 4

/** Bounds of a range, in words. */
const BOUNDS: Readonly<Record<string, { time: string; number: string }>> = {
  gt: { time: 'After', number: 'More than' },
  gte: { time: 'From', number: 'At least' },
  lt: { time: 'Before', number: 'Less than' },
  lte: { time: 'Until', number: 'At most' },
}

function labelOf(name: string, schema: Schema | undefined): string {
  return BOUNDS[name]?.[schema?.format === 'unix-time' ? 'time' : 'number'] ?? displayKey(name)
}

function isSimple(schema: Schema, shapes: Shapes): boolean {
  return !NESTED.has(kindOf(resolve(schema, shapes).schema))
}

export function ObjectControl(control: Control) {
  const { path, label, schema, value, currency, example, onValue } = control
  const form = useForm()
  const { box, focusNew } = useFocusOnNew<HTMLDivElement>()
  const [added, setAdded] = useState<readonly string[]>([])
  const [chosen, choose] = useState('')
  const { properties = {}, required = [], 'x-common': common = [] } = schema
  const names = Object.keys(properties)

  if (value === undefined) {
    return (
      <button type="button" class="add" id={idOf(form, path)} onClick={() => onValue({})}>
        + Add {label}
      </button>
    )
  }

  const held = isRecord(value) ? value : {}
  const isShort = names.length <= FEW && Object.values(properties).every((one) => isSimple(one, form.shapes))
  const isShown = (name: string) =>
    isShort ||
    required.includes(name) ||
    common.includes(name) ||
    added.includes(name) ||
    held[name] !== undefined ||
    (isRecord(example) && name in example) ||
    isProblematic(form, `${path}.${name}`)
  const shown = [...names.filter((name) => !added.includes(name) && isShown(name)), ...added]
  const hidden = names.filter((name) => !shown.includes(name)).sort()

  function set(name: string, changed: unknown) {
    const { [name]: _, ...others } = held
    onValue(changed === undefined ? others : { ...held, [name]: changed })
  }

  function add() {
    if (chosen === '') return
    focusNew()
    setAdded([...added, chosen])
    choose('')
  }

  return (
    <div class="parts" ref={box}>
      {shown.map((name) => (
        <Part
          key={name}
          path={`${path}.${name}`}
          label={labelOf(name, properties[name])}
          given={properties[name] ?? {}}
          value={held[name]}
          required={required.includes(name)}
          currency={currencyBeside(name, schema, held, form.shapes, currency)}
          example={isRecord(example) ? example[name] : undefined}
          onValue={(changed) => set(name, changed)}
          {...(added.includes(name) && {
            remove: () => {
              setAdded(added.filter((one) => one !== name))
              set(name, undefined)
            },
          })}
        />
      ))}
      {Object.keys(held)
        .filter((name) => !(name in properties))
        .map((name) => (
          <Part
            key={name}
            path={`${path}.${name}`}
            label={name}
            given={{}}
            value={held[name]}
            required={false}
            currency={currency}
            onValue={(changed) => set(name, changed)}
            remove={() => set(name, undefined)}
          />
        ))}
      {hidden.length > 0 && (
        <div class="row more">
          <select
            aria-label={`More fields of ${label}`}
            value={chosen}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">More fields ({hidden.length})</option>
            {hidden.map((name) => (
              <option key={name} value={name}>
                {displayKey(name)}
              </option>
            ))}
          </select>
          <button type="button" class="add" disabled={chosen === ''} onClick={add}>
            Add a field
          </button>
        </div>
      )}
    </div>
  )
}
