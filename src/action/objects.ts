import * as z from 'zod/mini'
import { isBlank, isObject } from '../json.ts'
import { type Fields, fieldOf, type Input, type Rule } from './fields.ts'
import { check } from './rules.ts'

/** Leaves out the fields that were left empty; `null` stays where it clears a field. */
function withoutBlanks(value: unknown, fields: Fields): unknown {
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).filter(([name, given]) => {
      const field = fieldOf(fields, name)
      return field === undefined || !isBlank(given) || (given === null && field.clears)
    }),
  )
}

function schemaOf({ reader, required, clears }: Input): z.ZodMiniType {
  const schema = clears ? z.nullable(reader.schema()) : reader.schema()
  return required ? schema : z.optional(schema)
}

const schemas = new WeakMap<Input, z.ZodMiniType>()

function keptSchemaOf(input: Input): z.ZodMiniType {
  const schema = schemas.get(input) ?? schemaOf(input)
  schemas.set(input, schema)
  return schema
}

/**
 * Reads each field that no action declares when it is there, as Stripe's type of it says: an object of Stripe's
 * parameters has hundreds, and its schema would take longer to build than all calls to it to run.
 *
 * @param refusesUnknown Whether a name that Stripe does not know is an issue; else it is left as it is.
 */
function readOthers(fields: Fields, refusesUnknown: boolean) {
  return z.check<Record<string, unknown>>(
    ({ value, issues }) => {
      if (!isObject(value)) return
      for (const name of Object.keys(value)) {
        const field = fieldOf(fields, name)
        if (field && field.type === undefined) continue
        if (!field) {
          if (refusesUnknown) issues.push({ code: 'unrecognized_keys', keys: [name], input: value })
          continue
        }
        const read = z.safeParse(keptSchemaOf(field), value[name])
        if (read.success) value[name] = read.data
        else {
          for (const { path, message } of read.error.issues) {
            issues.push({ code: 'custom', path: [name, ...path], message, input: value })
          }
        }
      }
    },
    { when: () => true },
  )
}

/** The schema of an object: leaves out what was left empty, reads its fields, and applies the rules that span them. */
export function objectSchema(fields: Fields, rules: readonly Rule[], { refusesUnknown }: { refusesUnknown: boolean }) {
  const declared = Object.entries(fields).filter(([, { type }]) => type === undefined)
  const shape = Object.fromEntries(declared.map(([name, input]) => [name, schemaOf(input)]))
  return z.pipe(
    z.transform((given: unknown) => withoutBlanks(given, fields)),
    z.looseObject(shape).check(readOthers(fields, refusesUnknown), check(rules)),
  )
}
