import { endpointKey } from '../stripe/endpoint-key.ts'
import { endpointNamed, type ParameterType, shapeAt } from '../stripe/spec.ts'
import { type Fields, type Input, optional, type Reader } from './fields.ts'
import { metadata, metadataChanges } from './metadata.ts'
import { boolean, either, integer, list, number, object, text, url } from './readers.ts'

/** The kind of object that an endpoint returns, and whether it returns a list. */
export function responseKindOf(endpoint: string): { kind: string; isList: boolean } {
  const answer = endpointNamed(endpointKey(endpoint))?.answer ?? ''
  return answer.startsWith('[') ? { kind: answer.slice(1), isList: true } : { kind: answer, isList: false }
}

/** One of Stripe's fixed values. Stripe checks them, since some accounts and previews have additional values. */
const enumeration: Reader<string> = { ...text, isNoId: true }

const SIMPLE: Readonly<Record<string, Reader<unknown>>> = {
  s: text,
  t: text,
  d: text,
  e: enumeration,
  i: integer(),
  n: number,
  b: boolean,
}

function isType(part: ParameterType | number | undefined): part is ParameterType {
  return part !== undefined && typeof part !== 'number'
}

function readerOf(type: ParameterType, name: string, isUpdate: boolean): Reader<unknown> {
  if (typeof type === 'string') {
    if (type === 'm') return isUpdate ? metadataChanges : metadata
    // Stripe fills in placeholders in braces: see `url`. Stripe decides which URLs are valid.
    if (type === 's' && name === 'return_url') return url
    const simple = SIMPLE[type]
    if (!simple) throw new Error(`unknown kind of parameter ${type}`)
    return simple
  }
  const [kind, ...parts] = type
  const [first, ...others] = parts.filter(isType).map((part) => readerOf(part, name, isUpdate))
  if (kind === 'o') return objectOf(Number(parts[0]), isUpdate)
  if (!first) throw new Error(`the parameter ${name} has no kind`)
  switch (kind) {
    case '?':
      return first
    case 'a':
      return list(first)
    case 'k':
      return object({})
    case 'u':
      return either(first, ...others)
    default:
      throw new Error(`unknown kind of parameter ${kind}`)
  }
}

const known = new Map<string, Reader<unknown>>()

function objectOf(index: number, isUpdate: boolean): Reader<unknown> {
  const key = `${index} ${isUpdate}`
  const reader = known.get(key) ?? lazyObject(index, isUpdate)
  known.set(key, reader)
  return reader
}

/** An object whose fields are created on first use. */
function lazyObject(index: number, isUpdate: boolean): Reader<unknown> {
  let fields: Fields | undefined
  const fieldsOf = () => (fields ??= fieldsOfShape(shapeAt(index), isUpdate))
  return {
    kind: 'object',
    restriction: 'Object',
    schema: () => object(fieldsOf()).schema(),
    get fields() {
      return fieldsOf()
    },
  }
}

function inputOf(name: string, type: ParameterType, isUpdate: boolean): Input {
  const clears = isUpdate && Array.isArray(type) && type[0] === '?'
  return { ...optional(readerOf(type, name, isUpdate)), additional: true, clears }
}

function fieldsOfShape(shape: Readonly<Record<string, ParameterType>>, isUpdate: boolean): Fields {
  return Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, inputOf(name, type, isUpdate)]))
}

/** Every parameter of Stripe's endpoint, by Stripe's name. */
export function parametersOf(endpoint: string, isUpdate: boolean): Fields {
  const known = endpointNamed(endpointKey(endpoint))
  if (!known) throw new Error(`${endpoint} is not in the generated parameters: run npm run generate`)
  return fieldsOfShape(shapeAt(known.shape), isUpdate)
}
