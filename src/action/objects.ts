import * as z from 'zod/mini'
import { $ZodAsyncError } from 'zod/v4/core'
import { isBlank, isObject } from '../json.ts'
import { type Fields, fieldOf, type Input, type Rule } from './fields.ts'

function schemaOf({ reader, clears }: Input): z.ZodMiniType {
  return clears ? z.nullable(reader.schema()) : reader.schema()
}

/** Parses a value as zod's own schemas parse their parts; `z.safeParse` would create an error for each. */
function run(schema: z.ZodMiniType, value: unknown): z.core.ParsePayload {
  const read = schema._zod.run({ value, issues: [] }, { async: false })
  if (read instanceof Promise) throw new $ZodAsyncError()
  return read
}

/**
 * The schema of an object: drops empty fields, parses the others, and applies the rules about several fields. `null`
 * stays where it clears a field. A field's schema is built on first use, since an object may have hundreds of Stripe's
 * parameters.
 *
 * @param refusesUnknown Whether an unknown name is an issue; otherwise its value is passed on unchanged.
 */
export function objectSchema(fields: Fields, rules: readonly Rule[], { refusesUnknown }: { refusesUnknown: boolean }) {
  const required = Object.keys(fields).filter((name) => fields[name]?.required)
  const schemas = new Map<string, z.ZodMiniType>()

  const schemaNamed = (name: string, field: Input) => {
    const schema = schemas.get(name) ?? schemaOf(field)
    schemas.set(name, schema)
    return schema
  }

  return z.transform((given: unknown, { issues }) => {
    if (!isObject(given)) {
      issues.push({ code: 'invalid_type', expected: 'object', input: given })
      return {}
    }
    for (const name of required) {
      if (isBlank(given[name])) issues.push({ code: 'custom', path: [name], message: 'is required', input: given })
    }
    const values: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(given)) {
      const field = fieldOf(fields, name)
      if (!field) {
        if (refusesUnknown) issues.push({ code: 'unrecognized_keys', keys: [name], input: given })
        else values[name] = value
      } else if (!isBlank(value) || (value === null && field.clears)) {
        const read = run(schemaNamed(name, field), value)
        issues.push(...read.issues.map((issue) => ({ ...issue, path: [name, ...(issue.path ?? [])] })))
        values[name] = read.value
      }
    }
    for (const rule of rules) {
      const broken = rule(values)
      if (broken) issues.push({ code: 'custom', path: [broken.param], message: broken.message, input: given })
    }
    return values
  })
}
