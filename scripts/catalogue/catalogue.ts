import * as z from 'zod'
import { reference } from '../../handlers/index.ts'
import { synonymsOf } from '../../handlers/synonyms.ts'
import type { Catalogue, CatalogueAction, CatalogueInput, Schema } from '../../src/action/catalogue.ts'
import type { Action } from '../../src/action/define.ts'
import { displayKey } from '../../src/action/display-key.ts'
import type { Fields, Input, Reader } from '../../src/action/fields.ts'
import { kindOf } from '../../src/stripe/kinds.ts'
import type { ParameterType } from '../../src/stripe/spec.ts'
import { fieldTypesOf, formatOf, Shapes, typesOf } from './parameters.ts'

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

export function orNull(schema: Schema): Schema {
  if (schema.$ref !== undefined || schema.anyOf) return { anyOf: [schema, { type: 'null' }] }
  return {
    ...schema,
    // zod has said so already of a schema with one type.
    type: [...new Set([schema.type ?? [], 'null'].flat())],
    ...(schema.enum && { enum: [...schema.enum, null] }),
  }
}

/** What a reader's number or string is, which the documents tell: a time, money, the ID of an object. */
function factsOf({ kind, refersTo, format, where }: Reader<unknown>, type: ParameterType | undefined): Schema {
  const known = kind === 'integer' || kind === 'string' ? (format ?? formatOf(type)) : undefined
  return {
    ...(known !== undefined && { format: known }),
    ...(refersTo !== undefined && { 'x-refers-to': refersTo }),
    ...(where && { 'x-where': where }),
  }
}

/** Makes the schemas of inputs; those of Stripe's own parameters refer to shapes that they share. */
export class Inputs {
  readonly shapes = new Shapes()

  /** The JSON Schema of the values that a reader takes, in their proper types (`10` rather than `"10"`). */
  schemaOf(reader: Reader<unknown>, type?: ParameterType): Schema {
    if (reader.kind === 'boolean') return { type: 'boolean' }
    if (reader.or) return { anyOf: reader.or.map((one) => this.schemaOf(one, type)) }
    if (reader.values) return { type: 'string', enum: [...reader.values] }
    if (reader.entries) {
      const { reader: entry, min, max } = reader.entries
      return {
        type: 'array',
        items: this.schemaOf(entry, type),
        ...(min > 0 && { minItems: min }),
        ...(max !== undefined && { maxItems: max }),
      }
    }
    if (reader.fields) return { ...this.#objectOf(reader.fields, type), additionalProperties: true }
    return { ...zodSchemaOf(reader), ...factsOf(reader, type) }
  }

  /** @param type Its type in full, if it is a parameter of Stripe's. */
  inputOf(name: string, input: Input, type: ParameterType | undefined): Schema {
    const schema =
      input.additional && type !== undefined ? this.shapes.schemaOf(type, name) : this.schemaOf(input.reader, type)
    return input.clears ? orNull(schema) : schema
  }

  #objectOf(fields: Fields, type: ParameterType | undefined): Schema {
    const types = fieldTypesOf(type)
    const names = Object.keys(fields)
    const required = names.filter((name) => fields[name]?.required)
    const common = names.filter((name) => !fields[name]?.additional)
    return {
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(fields).map(([name, input]) => [name, this.inputOf(name, input, types.get(name))]),
      ),
      ...(required.length > 0 && { required }),
      ...(common.length < names.length && { 'x-common': common }),
    }
  }

  describe(action: Action, name: string, input: Input, type: ParameterType | undefined): CatalogueInput {
    const { reader, required, additional = false, clears = false, about, example } = input
    if (about === undefined && !additional) throw new Error(`${action.name} says nothing about ${name}`)
    return {
      name,
      display_key: displayKey(name),
      type: reader.kind,
      required,
      additional,
      ...(reader.refersTo !== undefined && {
        refers_to: { kind: reader.refersTo, prefix: kindOf(reader.refersTo).prefix },
      }),
      clearable: clears,
      description: about ?? `Stripe's parameter ${name}`,
      ...(!additional && { example }),
      restriction: input.restriction ?? reader.restriction ?? null,
      schema: this.inputOf(name, input, type),
    }
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
  const types = typesOf(action.endpoint)
  const amounts = inputs.filter(([name, { reader }]) => (reader.format ?? formatOf(types.get(name))) === 'amount')
  const [amount] = amounts
  // Stripe wants an amount with a currency, and takes one of several.
  if (amount && given['currency'] !== undefined && amounts.every(([name]) => given[name] === undefined)) {
    const more = { ...given, [amount[0]]: amount[1].example }
    if (faults(action, more) === 0) given = more
  }
  if (faults(action, given) > 0) throw new Error(`the examples of ${action.name} make no call`)
  return given
}

/** Required inputs first, then the others as declared, those of every action, and Stripe's other parameters. */
function inputsOf(action: Action, inputs: Inputs): CatalogueInput[] {
  const common = ['expand', 'extra_params']
  const rank = ({ name, required, additional }: CatalogueInput) =>
    additional ? 3 : required ? 0 : common.includes(name) ? 2 : 1
  const types = typesOf(action.endpoint)
  return Object.entries(action.inputs)
    .map(([name, input]) => inputs.describe(action, name, input, types.get(name)))
    .sort((a, b) => rank(a) - rank(b))
}

function entryOf(action: Action, inputs: Inputs): CatalogueAction {
  const { name, effect, destructiveWith, endpoint, docs } = action
  const { summary, description, resource, url, answer } = docs
  return {
    name,
    summary,
    description,
    resource,
    weweb: reference.some((one) => one.name === name),
    synonyms: synonymsOf(name, resource),
    effect,
    ...(destructiveWith !== undefined && { destructive_with: destructiveWith }),
    endpoint,
    docs: url,
    runnable: false,
    inputs: inputsOf(action, inputs),
    example_input: exampleInput(action),
    example_answer: answer,
  }
}

/** The catalogue of some actions, as a caller without a credential sees it. */
export function catalogueOf(actions: readonly Action[]): Catalogue {
  const inputs = new Inputs()
  const entries = actions.map((action) => entryOf(action, inputs))
  return { actions: entries, shapes: inputs.shapes.components }
}
