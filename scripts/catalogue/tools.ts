import { synonymsOf } from '../../handlers/synonyms.ts'
import type { KnownTool, Schema } from '../../src/action/catalogue.ts'
import { type Action, mayDestroy } from '../../src/action/define.ts'
import type { Fields, Input, Reader } from '../../src/action/fields.ts'
import { Inputs, orNull } from './catalogue.ts'

/** Inputs that every tool takes: the server's instructions describe them once for all. */
const UNLISTED = new Set(['expand', 'extra_params'])

/** What an action declares, without the fields that Stripe's types have besides: with them, the list would be ten times as long. */
function declaredOnly(reader: Reader<unknown>): Reader<unknown> {
  const { fields, entries } = reader
  return {
    ...reader,
    ...(fields && { fields: declaredIn(fields) }),
    ...(entries && { entries: { ...entries, reader: declaredOnly(entries.reader) } }),
  }
}

function declaredIn(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, input]) =>
      input.additional ? [] : [[name, { ...input, reader: declaredOnly(input.reader) }]],
    ),
  )
}

/**
 * A schema without descriptions, and without the expressions that strings must match, which not every
 * client can read; the call checks them.
 */
function inShort(schema: Schema): Schema {
  const { pattern: _, format: _format, 'x-refers-to': _kind, 'x-common': _common, 'x-where': _where, ...known } = schema
  const { properties, items, anyOf, ...others } = known
  return {
    ...others,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inShort(one)])),
    }),
    ...(items && { items: inShort(items) }),
    ...(anyOf && { anyOf: anyOf.map(inShort) }),
  }
}

/** Restrictions that the schema says by itself. */
function isInSchema(restriction: string, { reader }: Input): boolean {
  const words = new Set(['Required', 'Boolean', 'true or false', 'Object', 'Array'])
  return words.has(restriction) || restriction === reader.values?.join(', ')
}

function schemaOf(input: Input, inputs: Inputs): Schema {
  const { about, example, clears, reader } = input
  const restriction = input.restriction ?? reader.restriction ?? ''
  const schema = inShort(inputs.schemaOf(declaredOnly(reader)))
  return {
    ...(clears ? orNull(schema) : schema),
    description: [about, isInSchema(restriction, input) ? '' : restriction].filter(Boolean).join('. '),
    ...(example !== undefined && { examples: [example] }),
  }
}

/** What an agent says of a call that changes something, beside the action's own inputs. */
function controlsOf(action: Action): Record<string, Schema> {
  if (action.effect === 'read') return {}
  return {
    ...(action.method === 'POST' && {
      idempotency_key: { type: 'string', description: 'Makes a repeated call with the same key change nothing more' },
    }),
    ...(mayDestroy(action) && {
      user_confirmed: {
        type: 'boolean',
        description: 'true once your user has agreed to this very call; needed unless your client asks them itself',
      },
    }),
  }
}

/**
 * What Stripe answers, as far as it is always so: a client may take a result that its schema does not allow for a failed
 * call, and repeat it.
 */
function outputOf({ answer }: Action): Schema {
  const object = { type: 'string', description: answer.isList ? 'The kind of list' : `The kind: ${answer.kind}` }
  if (!answer.isList) return { type: 'object', properties: { object }, required: ['object'] }
  return {
    type: 'object',
    properties: {
      object,
      data: { type: 'array', items: { type: 'object' }, description: `Objects of the kind ${answer.kind}` },
      has_more: { type: 'boolean' },
    },
    required: ['object', 'data', 'has_more'],
  }
}

/** An action as a tool of the Model Context Protocol. */
export function toolOf(action: Action): KnownTool {
  const { name, effect, method, docs } = action
  const inputs = new Inputs()
  const listed = Object.entries(declaredIn(action.input)).filter(([input]) => !UNLISTED.has(input))
  const required = listed.flatMap(([input, one]) => (one.required ? [input] : []))
  return {
    name,
    title: docs.summary,
    description: docs.description,
    synonyms: synonymsOf(name, docs.resource),
    inputSchema: {
      type: 'object',
      properties: {
        ...Object.fromEntries(listed.map(([input, one]) => [input, schemaOf(one, inputs)])),
        ...controlsOf(action),
      },
      ...(required.length > 0 && { required }),
    },
    outputSchema: outputOf(action),
    annotations: {
      readOnlyHint: effect === 'read',
      destructiveHint: mayDestroy(action),
      // What is deleted twice is gone all the same; any other change may add up.
      idempotentHint: effect === 'read' || method === 'DELETE',
      // Stripe's objects hold what customers wrote, and its actions reach them.
      openWorldHint: true,
    },
  }
}
