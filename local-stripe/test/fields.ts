import { readFileSync } from 'node:fs'

type FieldType = string | [string, ...(FieldType | number)[]]
type Shape = Record<string, FieldType>

interface Fields {
  objects: Record<string, number>
  shapes: Shape[]
}

/** The generator writes the file in exactly this form. */
const read = (path: URL) => JSON.parse(readFileSync(path, 'utf8')) as Fields

const { objects, shapes } = read(new URL('./generated/objects.json', import.meta.url))

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Where an object as it was answered departs from the SDK's declaration of its type: a required field that is absent,
 * one that the type lacks, or a value of another type. Objects within it are checked as well.
 */
export function departures(object: unknown, path = ''): string[] {
  if (!isMap(object)) return [`${path}: no object`]
  const name = String(object['object'])
  if (object['deleted'] === true) {
    return JSON.stringify(Object.keys(object).sort()) === '["deleted","id","object"]'
      ? []
      : [`${path}: a deleted ${name}`]
  }
  if (name === 'list' || name === 'search_result') {
    const { data, has_more: more, next_page: next, total_count: count, url, ...rest } = object
    const last = name === 'list' ? undefined : null
    if (name === 'search_result' && more === true ? typeof next !== 'string' : next !== last) {
      return [`${path}.next_page: ${JSON.stringify(next)}`]
    }
    if (count !== undefined && typeof count !== 'number') return [`${path}.total_count: no number`]
    if (!Array.isArray(data) || typeof more !== 'boolean' || typeof url !== 'string') return [`${path}: no list`]
    const unknown = Object.keys(rest).filter((field) => field !== 'object')
    return [
      ...unknown.map((field) => `${path}.${field}: unknown`),
      ...data.flatMap((each, index) => departures(each, `${path}.data[${index}]`)),
    ]
  }
  const shape = shapes[objects[name] ?? -1]
  return shape ? inShape(object, shape, path || name) : [`${path}: unknown object ${name}`]
}

function inShape(value: Record<string, unknown>, shape: Shape, path: string): string[] {
  const found: string[] = []
  for (const [key, type] of Object.entries(shape)) {
    const field = key.replace('!', '')
    if (!(field in value)) {
      if (key.endsWith('!')) found.push(`${path}.${field}: missing`)
    } else if (!fits(value[field], type, `${path}.${field}`, found)) {
      found.push(`${path}.${field}: ${JSON.stringify(value[field])} is not ${JSON.stringify(type)}`)
    }
  }
  for (const field of Object.keys(value)) {
    if (shape[field] === undefined && shape[`${field}!`] === undefined) found.push(`${path}.${field}: unknown`)
  }
  return found
}

function fits(value: unknown, type: FieldType, path: string, found: string[]): boolean {
  const [kind, ...rest] = typeof type === 'string' ? [type] : type
  const types = rest.filter((part) => typeof part !== 'number')
  const [first = 'x'] = types
  switch (kind) {
    case '?':
      return value === null || fits(value, first, path, found)
    case 's':
      return typeof value === 'string'
    case 'd':
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
    case 'n':
      return typeof value === 'number'
    case 'b':
      return typeof value === 'boolean'
    case 'e':
      return types.some((each) => each === value)
    case 'a':
      return Array.isArray(value) && value.every((each, index) => fits(each, first, `${path}[${index}]`, found))
    case 'k':
      return isMap(value) && Object.entries(value).every(([key, each]) => fits(each, first, `${path}.${key}`, found))
    case 'l':
    case 'r':
      if (!isMap(value)) return kind === 'r' && typeof value === 'string'
      found.push(...departures(value, path))
      return true
    case 'o':
      if (!isMap(value)) return false
      found.push(...inShape(value, shapes[Number(rest[0])] ?? {}, path))
      return true
    case 'u':
      return types.some((each) => fits(value, each, path, found))
    default:
      return true
  }
}
