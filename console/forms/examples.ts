import type { CatalogueAction, Schema } from '../../src/action/catalogue.ts'
import type { Given, Objects } from './objects.ts'
import { isRecord, resolve, type Shapes } from './schema.ts'

/** The IDs in a value, each with the kind of object and where it lies. */
export function idsIn(
  given: Schema | undefined,
  shapes: Shapes,
  value: unknown,
  path: string,
): { kind: string; path: string }[] {
  const { schema } = resolve(given ?? {}, shapes)
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, index) => idsIn(schema.items, shapes, one, `${path}[${index}]`))
  }
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([name, one]) =>
      idsIn(schema.properties?.[name], shapes, one, `${path}.${name}`),
    )
  }
  const kind = schema['x-refers-to']
  return kind !== undefined && value !== undefined ? [{ kind, path }] : []
}

/** An example that calls nothing by an ID that does not exist, and the kinds of object that there is none of. */
export interface Example {
  readonly values: Record<string, unknown>
  /** The kinds that are missing, by where their IDs belong. */
  readonly missing: Readonly<Record<string, string>>
}

/** The IDs that a form holds, by the kind of object. */
export function givenBy({ inputs }: CatalogueAction, draft: Readonly<Record<string, unknown>>): Given {
  const ids = inputs.flatMap(({ name, schema }) => {
    const [kind, id] = [schema['x-refers-to'], draft[name]]
    return kind !== undefined && typeof id === 'string' && id !== '' ? [[kind, id] as const] : []
  })
  return Object.fromEntries(ids)
}

/** The example of an action with IDs of the newest objects in place of made-up ones, as far as the key can list them. */
export async function exampleOf(action: CatalogueAction, shapes: Shapes, objects: Objects): Promise<Example> {
  const missing: Record<string, string> = {}

  async function real(given: Schema | undefined, value: unknown, path: string, ids: Given): Promise<unknown> {
    const { schema } = resolve(given ?? {}, shapes)
    if (Array.isArray(value)) {
      return Promise.all(value.map((one: unknown, index) => real(schema.items, one, `${path}[${index}]`, ids)))
    }
    if (isRecord(value)) {
      const entries = Object.entries(value).map(
        async ([name, one]) => [name, await real(schema.properties?.[name], one, `${path}.${name}`, ids)] as const,
      )
      return Object.fromEntries(await Promise.all(entries))
    }
    const kind = schema['x-refers-to']
    if (kind === undefined || !objects.can(kind)) return value
    const newest = await objects.newest(kind, ids, schema['x-where'])
    if (newest !== undefined) return newest
    missing[path] = kind
    return undefined
  }

  const values: Record<string, unknown> = {}
  for (const { name, schema, required } of action.inputs) {
    if (!(name in action.example_input)) continue
    // In order: a customer that is chosen says whose payment methods are meant.
    const example = action.example_input[name]
    const isOwn = name === 'id' && !required
    values[name] = isOwn ? example : await real(schema, example, name, givenBy(action, values))
  }
  return { values, missing }
}
