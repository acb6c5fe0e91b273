import { distance } from 'fastest-levenshtein'
import { invalid, missing, StripeError } from './errors.ts'
import type { FormMap, FormValue } from './form.ts'
import { checkFormat } from './formats.ts'
import { type Endpoint, type ParamType, type Shape, shapeAt, shapeOf } from './spec.ts'
import type { Params } from './types.ts'
import { checkRemoved } from './versions.ts'

type Value = string | number | boolean | null | Value[] | { [name: string]: Value }

/** The spec is made from the very types that `Params` names, and `readShape` lets nothing else through. */
const asParams = <E extends Endpoint>(value: Value) => value as Params<E>

/**
 * Checks a form against what Stripe's API takes at an endpoint, in Stripe's order: unknown parameters, then missing
 * ones, then each value. https://docs.stripe.com/error-codes
 *
 * @throws StripeError `parameter_unknown`, `parameter_missing`, `parameter_invalid_empty`,
 *   `parameter_invalid_integer`, or without a code for a wrong enumeration value, boolean, array or object
 */
export function checkParams<E extends Endpoint>(endpoint: E, form: FormMap): Params<E> {
  checkRemoved(endpoint, form.keys())
  return asParams<E>(readShape(shapeOf(endpoint), form, ''))
}

function readShape(shape: Shape, form: FormMap, path: string): { [name: string]: Value } {
  const unknown = [...form.keys()].filter((name) => shape[name] === undefined && shape[`${name}!`] === undefined)
  if (unknown.length > 0) {
    const names = unknown.map((name) => bracket(path, name))
    const meant = unknown.length === 1 ? nearest(unknown[0] ?? '', shape) : undefined
    const hint = meant === undefined ? '' : `. Did you mean ${bracket(path, meant)}?`
    throw invalid(`Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}${hint}`, {
      code: 'parameter_unknown',
      param: names[0],
    })
  }
  for (const key of Object.keys(shape)) {
    if (key.endsWith('!') && !form.has(key.slice(0, -1))) throw missing(bracket(path, key.slice(0, -1)))
  }
  const result: { [name: string]: Value } = {}
  for (const [name, value] of form) {
    const type = shape[name] ?? shape[`${name}!`]
    if (type !== undefined) result[name] = readValue(type, value, bracket(path, name), name)
  }
  for (const names of EXCLUSIVE) {
    if (!names.every((name) => name in result)) continue
    throw invalid(`You may only specify one of these parameters: ${names.join(', ')}.`, {
      code: 'parameters_exclusive',
      param: bracket(path, names[0]),
    })
  }
  return result
}

/** Parameters of which each says what the other does, wherever both are. */
const EXCLUSIVE = [
  ['price', 'price_data'],
  ['product', 'product_data'],
  ['unit_amount', 'unit_amount_decimal'],
] as const

/** How a form writes a parameter within another. */
export const bracket = (path: string, name: string) => (path === '' ? name : `${path}[${name}]`)

/** The parameter that a name is a slip of: of four letters, one may be wrong. */
const nearest = (name: string, shape: Shape) =>
  Object.keys(shape)
    .map((key) => key.replace('!', ''))
    .find((known) => distance(name, known) <= Math.ceil(name.length / 4))

function readValue(type: ParamType, value: FormValue, param: string, name: string): Value {
  const [kind, ...rest] = typeof type === 'string' ? [type] : type
  const [inner = 's', ...others] = innerTypes(rest)
  if (kind === '?') return value === '' ? null : readValue(inner, value, param, name)
  if (value === '') throw empty(param)
  switch (kind) {
    case 's':
      return checkFormat(name, text(value, 'string', param), param)
    case 't':
      return text(value, 'string', param)
    case 'd':
      return number(value, 'decimal', param, /^-?\d+(\.\d{1,12})?$/)
    case 'i':
      return Number(number(value, 'integer', param, /^-?\d{1,16}$/))
    case 'n':
      return Number(number(value, 'number', param, /^-?\d+(\.\d+)?$/))
    case 'b':
      return boolean(value, param)
    case 'm':
      return metadata(value, param)
    case 'e':
      return enumeration(value, rest.map(String), param)
    case 'a':
      return array(inner, value, param, name)
    case 'k':
      return Object.fromEntries(
        [...map(value, param)].map(([key, below]) => [key, readValue(inner, below, bracket(param, key), key)]),
      )
    case 'o':
      return readShape(shapeAt(rest[0]), map(value, param), param)
    case 'u':
      return firstOf([inner, ...others], value, param, name)
    default:
      throw new Error(`the spec has an unknown type: ${String(kind)}`)
  }
}

/** Of what follows a kind, the types: an object's shape is the one thing that is given as a number. */
const innerTypes = (rest: (ParamType | number)[]) => rest.filter((part) => typeof part !== 'number')

const empty = (param: string) =>
  invalid(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    { code: 'parameter_invalid_empty', param },
  )

function text(value: FormValue, kind: string, param: string): string {
  if (typeof value === 'string') return value
  throw invalid(`Invalid ${kind}: ${JSON.stringify(plain(value))}`, { param })
}

const plain = (value: FormValue): Value =>
  typeof value === 'string' ? value : Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]))

function number(value: FormValue, kind: 'integer' | 'decimal' | 'number', param: string, pattern: RegExp): string {
  const written = text(value, kind, param)
  if (pattern.test(written)) return written
  throw invalid(`Invalid ${kind}: ${written}`, {
    param,
    ...(kind === 'integer' && { code: 'parameter_invalid_integer' }),
  })
}

function boolean(value: FormValue, param: string): boolean {
  const written = text(value, 'boolean', param)
  if (written !== 'true' && written !== 'false') throw invalid(`Invalid boolean: ${written}`, { param })
  return written === 'true'
}

function enumeration(value: FormValue, values: string[], param: string): string {
  const written = text(value, 'string', param)
  if (values.includes(written)) return written
  const last = values.at(-1) ?? ''
  const listed = values.length > 2 ? `${values.slice(0, -1).join(', ')}, or ${last}` : values.join(' or ')
  throw invalid(`Invalid ${param}: must be ${values.length > 1 ? 'one of ' : ''}${listed}`, { param })
}

function map(value: FormValue, param: string): FormMap {
  if (typeof value !== 'string') return value
  throw invalid('Invalid object', { param })
}

/** How many elements lists take, by the name of the parameter. */
const LIST_LENGTHS: Record<string, number> = {
  add_invoice_items: 20,
  custom_fields: 4,
  images: 8,
  items: 20,
  optional_items: 10,
  shipping_options: 5,
}

function array(element: ParamType, value: FormValue, param: string, name: string): Value[] {
  if (typeof value === 'string' || [...value.keys()].some((key) => !/^\d+$/.test(key))) {
    throw invalid('Invalid array', { param })
  }
  const most = LIST_LENGTHS[name] ?? value.size
  if (value.size > most) throw invalid(`Array ${param} exceeded maximum ${most} allowed elements.`, { param })
  return [...value]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([index, inner]) => readValue(element, inner, bracket(param, index), name))
}

function firstOf(types: ParamType[], value: FormValue, param: string, name: string): Value {
  let failure: unknown
  for (const type of types) {
    try {
      return readValue(type, value, param, name)
    } catch (error) {
      if (!(error instanceof StripeError)) throw error
      failure = error
    }
  }
  throw failure
}

const METADATA = { keys: 50, key: 40, value: 500 }

/** https://docs.stripe.com/api/metadata: a key with an empty value is null, which removes it. */
function metadata(value: FormValue, param: string): { [key: string]: string | null } {
  const entries = [...map(value, param)].map(([key, inner]): [string, string | null] => {
    const written = text(inner, 'string', bracket(param, key))
    if (key.length > METADATA.key) {
      throw invalid(
        `Metadata keys can have up to ${METADATA.key} characters, but you passed in a key that is ${key.length} ` +
          `characters. Invalid key: ${key}`,
        { param },
      )
    }
    if (written.length > METADATA.value) {
      throw invalid(
        `Metadata values can have up to ${METADATA.value} characters, but you passed in a value that is ` +
          `${written.length} characters. Invalid value: ${written}`,
        { param: bracket(param, key) },
      )
    }
    return [key, written === '' ? null : written]
  })
  if (entries.length > METADATA.keys) throw tooManyKeys(param)
  return Object.fromEntries(entries)
}

const tooManyKeys = (param: string) => invalid(`You can only have up to ${METADATA.keys} keys in metadata.`, { param })

type MetadataParam = { [key: string]: string | number | null } | null | undefined

/**
 * The metadata after a request: given keys are set, those with an empty value are removed, `null` removes all.
 *
 * @throws StripeError when more than 50 keys would be left
 */
export function mergeMetadata(present: Record<string, string>, change: MetadataParam): Record<string, string> {
  if (change === undefined) return present
  if (change === null) return {}
  const merged = new Map(Object.entries(present))
  for (const [key, value] of Object.entries(change)) {
    if (value === null) merged.delete(key)
    else merged.set(key, String(value))
  }
  if (merged.size > METADATA.keys) throw tooManyKeys('metadata')
  return Object.fromEntries(merged)
}
