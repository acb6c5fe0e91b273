import { type ComponentType, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Schema } from '../../src/action/catalogue.ts'
import type { Problems } from '../call.ts'
import { Unread } from '../draft.ts'
import { isCurrency } from './money.ts'
import { type Given, Objects } from './objects.ts'
import { isRecord, resolve, type Shapes } from './schema.ts'

/** What all controls of a form share. */
export interface Form {
  /** Begins the IDs of its elements. */
  readonly id: string
  readonly shapes: Shapes
  readonly problems: Problems
  /** Finds the objects that IDs may name. */
  readonly objects: Objects
  /** The IDs that the form holds. */
  readonly given: Given
  /** Kinds of object that there is none of, by where their IDs belong. */
  readonly missing: Readonly<Record<string, string>>
  /** Opens the action that makes an object, whose ID then goes to a path. */
  create(action: string, path: string): void
  /** Shows a value by its kind: controls hold each other. */
  readonly Value: ComponentType<Control>
}

export const FormContext = createContext<Form>({
  id: '',
  shapes: {},
  problems: {},
  objects: new Objects([], ''),
  given: {},
  missing: {},
  create: () => {},
  Value: () => null,
})

export const useForm = () => useContext(FormContext)

/** The currency that amounts are in, as far as it is known, and whether an input tells it. */
export interface Currency {
  readonly code: string | undefined
  readonly input: 'none' | 'optional' | 'required'
}

export const NO_CURRENCY: Currency = { code: undefined, input: 'none' }

/** The currency of an amount: that of the input beside it, or else that of what both lie in. */
export function currencyBeside(
  name: string,
  { properties = {}, required = [] }: Schema,
  value: unknown,
  shapes: Shapes,
  outer: Currency,
): Currency {
  const beside = [`${name}_currency`, 'currency'].find((one) => {
    const schema = properties[one]
    return schema !== undefined && resolve(schema, shapes).schema.format === 'currency'
  })
  if (beside === undefined) return outer
  const given = isRecord(value) ? value[beside] : undefined
  return { code: isCurrency(given) ? given : undefined, input: required.includes(beside) ? 'required' : 'optional' }
}

/** A value in a form, and where it lies. */
export interface Control {
  /** Where it lies in the input: `line_items[0].price`. */
  readonly path: string
  readonly label: string
  readonly schema: Schema
  readonly value: unknown
  readonly required: boolean
  readonly currency: Currency
  /** Whether no element labels it. */
  readonly isUnlabelled?: boolean
  /** A value that the input takes, as an example. */
  readonly example?: unknown
  onValue(value: unknown): void
}

/** The ID of a control's element. */
export function idOf(form: Form, path: string): string {
  return `${form.id}-${path}`
}

/** The attributes that all elements of controls have. */
export function attributesOf(form: Form, { path, label, required, value, isUnlabelled }: Control) {
  const id = idOf(form, path)
  return {
    id,
    name: path,
    ...(isUnlabelled && { 'aria-label': label }),
    'aria-required': required,
    'aria-invalid': problemOf(form, path, value) !== undefined,
    'aria-describedby': `${id}-about ${id}-problem`,
  }
}

/** What is wrong with a value itself: it cannot be read yet, or the answer says so. */
export function problemOf({ problems }: Form, path: string, value: unknown): string | undefined {
  const unread = value instanceof Unread ? value.problem : undefined
  return unread ?? problems[path]
}

/** Whether something is wrong with a value or a part of it. */
export function isProblematic({ problems }: Form, path: string): boolean {
  return Object.keys(problems).some(
    (one) => one === path || /^[.[]/.test(one.startsWith(path) ? one.slice(path.length) : ''),
  )
}
