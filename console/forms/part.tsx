import type { Schema } from '../../src/action/catalogue.ts'
import { Problem } from './controls.tsx'
import { type Control, idOf, useForm } from './form.ts'
import { fits, kindOf, NESTED, resolve } from './schema.ts'

/** A value of another one, with its label. */
export function Part({ given, remove, ...control }: Omit<Control, 'schema'> & { given: Schema; remove?: () => void }) {
  const form = useForm()
  const { schema, nullable } = resolve(given, form.shapes)
  const { path, label, value, required, onValue } = control
  const id = idOf(form, path)
  const isNested = NESTED.has(kindOf(schema))
  const isGroup = isNested && value !== null && (value === undefined || fits(schema, value))
  const Box = isNested ? 'fieldset' : 'div'
  const Title = isGroup ? 'span' : 'label'
  const clears = nullable && (
    <button type="button" class="small" onClick={() => onValue(value === null ? undefined : null)}>
      {value === null ? 'Keep' : 'Clear'}
      <span class="spoken"> {label}</span>
    </button>
  )
  const removes = remove && (
    <button type="button" class="small" onClick={remove}>
      Remove<span class="spoken"> {label}</span>
    </button>
  )
  return (
    <Box class="part" {...(isNested && { 'aria-labelledby': `${id}-label` })}>
      <div class="row">
        <Title id={`${id}-label`} {...(!isGroup && { for: id })} class="name">
          {label}
        </Title>
        <span class="type">{required && 'required'}</span>
        {clears}
        {removes}
      </div>
      {value === null ? <Cleared id={id} /> : <form.Value {...control} schema={schema} />}
      <p class="hint" id={`${id}-about`}>
        {schema.description}
      </p>
      <Problem path={path} value={value} />
    </Box>
  )
}

export function Cleared({ id }: { id: string }) {
  return (
    <p id={id} tabIndex={-1} class="cleared">
      <code>null</code>, which clears this field at Stripe
    </p>
  )
}
