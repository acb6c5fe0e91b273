import * as z from 'zod'
import { type Action, displayKey, type Told } from '../../src/action/action.ts'
import type { Catalogue, CatalogueAction, CatalogueInput, Schema } from '../../src/action/catalogue.ts'
import type { Fields, Input, Reader } from '../../src/action/inputs.ts'

/** What zod makes of a schema that needs no help: strings, numbers, and objects of any keys. */
function zodSchemaOf({ schema }: Reader<unknown>): Schema {
  const { $schema, ...made } = z.toJSONSchema(schema(), {
    override: ({ zodSchema, jsonSchema }) => {
      // JSON Schema has no flags, and without its "i" an expression says something else.
      const checks = zodSchema._zod.def.checks?.map(({ _zod: { def } }) => def) ?? []
      if (checks.some((def) => 'pattern' in def && def.pattern instanceof RegExp && def.pattern.ignoreCase)) {
        delete jsonSchema.pattern
      }
      delete jsonSchema.propertyNames
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (
        typeof jsonSchema.additionalProperties === 'object' &&
        Object.keys(jsonSchema.additionalProperties).length === 0
      )
        jsonSchema.additionalProperties = true
    },
  }) as Schema & { $schema: string }
  // A clearable reader allows null as well, which `schemaOf` adds in its own way.
  return made.anyOf?.find(({ type }) => type !== 'null') ?? made
}

/** The JSON Schema of the values that a reader takes, in their proper types (`10` rather than `"10"`). */
function schemaOf(reader: Reader<unknown>): Schema {
  if (reader.kind === 'boolean') return { type: 'boolean' }
  if (reader.values) return { type: 'string', enum: [...reader.values] }
  if (reader.entries) {
    const { reader: entry, min, max } = reader.entries
    return {
      type: 'array',
      items: schemaOf(entry),
      ...(min > 0 && { minItems: min }),
      ...(max !== undefined && { maxItems: max }),
    }
  }
  if (reader.fields) return { ...objectSchemaOf(reader.fields), additionalProperties: true }
  return zodSchemaOf(reader)
}

function orNull(schema: Schema): Schema {
  return {
    ...schema,
    // zod has said so already of a schema with one type.
    type: [...new Set([schema.type ?? [], 'null'].flat())],
    ...(schema.enum && { enum: [...schema.enum, null] }),
  }
}

function inputSchemaOf({ reader, clears }: Input): Schema {
  return clears ? orNull(schemaOf(reader)) : schemaOf(reader)
}

function objectSchemaOf(fields: Fields): Schema {
  const required = Object.keys(fields).filter((name) => fields[name]?.required)
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, input]) => [name, inputSchemaOf(input)])),
    ...(required.length > 0 && { required }),
  }
}

function describe(action: Action, name: string, input: Input): CatalogueInput {
  const { reader, required, clears, about, example } = input
  if (about === undefined) throw new Error(`${action.name} says nothing about ${name}`)
  return {
    name,
    display_key: displayKey(name),
    type: reader.kind,
    required,
    clearable: clears,
    description: about,
    example,
    restriction: input.restriction ?? reader.restriction ?? null,
    schema: inputSchemaOf(input),
  }
}

/** How many things are wrong with an input. */
function faults({ schema }: Action, input: Record<string, unknown>): number {
  return z.safeParse(schema, input).error?.issues.length ?? 0
}

/** The examples of the inputs that must be given, and of those that the action's rules ask for. */
function exampleInput(action: Action): Record<string, unknown> {
  const inputs = Object.entries(action.input)
  let given = Object.fromEntries(inputs.flatMap(([name, { required, example }]) => (required ? [[name, example]] : [])))
  for (const [name, { example }] of inputs) {
    const more = { ...given, [name]: example }
    if (faults(action, more) < faults(action, given)) given = more
  }
  if (faults(action, given) > 0) throw new Error(`the examples of ${action.name} make no call`)
  return given
}

/** Required inputs first, those of every action last, otherwise in the declared order. */
function inputsOf(action: Action): CatalogueInput[] {
  const common = ['expand', 'extra_params']
  const rank = ({ name, required }: CatalogueInput) => (required ? 0 : common.includes(name) ? 2 : 1)
  return Object.entries(action.input)
    .map(([name, input]) => describe(action, name, input))
    .sort((a, b) => rank(a) - rank(b))
}

function entryOf(action: Action & Told): CatalogueAction {
  const { name, summary, description, resource, effect, endpoint, docs } = action
  return {
    name,
    summary,
    description,
    resource,
    effect,
    endpoint,
    docs,
    runnable: false,
    inputs: inputsOf(action),
    example_input: exampleInput(action),
    example_answer: action.answer,
  }
}

/** The catalogue of some actions, as a caller without a credential sees it. */
export function catalogueOf(actions: readonly (Action & Told)[]): Catalogue {
  return { actions: actions.map(entryOf) }
}
