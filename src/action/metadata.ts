import * as z from 'zod/mini'
import { isBlank, isObject, readJson } from '../json.ts'
import type { Reader } from './fields.ts'

/** Stripe's limits for metadata, in characters ({@link https://docs.stripe.com/api/metadata}). */
const LIMITS = { keys: 50, key: 40, value: 500 } as const

function readMetadata(nullRemoves: boolean) {
  return z.transform((value: unknown, context) => {
    const given = readJson(value)
    if (!isObject(given)) {
      context.issues.push({ code: 'invalid_type', expected: 'object', input: given })
      return {}
    }
    const metadata: Record<string, string | null> = {}
    const refuse = (message: string, key?: string) =>
      context.issues.push({ code: 'custom', message, input: given, ...(key !== undefined && { path: [key] }) })
    for (const [key, held] of Object.entries(given)) {
      if (characters(key) > LIMITS.key) refuse(`a key must be at most ${LIMITS.key} characters`, key)
      if (isBlank(held)) {
        if (nullRemoves) metadata[key] = null
      } else if (typeof held === 'object') refuse('must be a string, a number or a boolean', key)
      else if (characters(String(held)) > LIMITS.value) refuse(`must be at most ${LIMITS.value} characters`, key)
      else metadata[key] = String(held)
    }
    if (Object.keys(metadata).length > LIMITS.keys) refuse(`must have at most ${LIMITS.keys} keys`)
    return metadata
  })
}

function characters(string: string): number {
  return [...string].length
}

const value: Reader<string> = { kind: 'string', schema: () => z.string(), isNoId: true }

/** Metadata: up to 50 keys with string values. Numbers and booleans become strings; empty values are dropped. */
export const metadata: Reader<Record<string, string>> = {
  kind: 'object',
  // The second schema describes what is sent: the transform has dropped every empty value.
  schema: () => z.pipe(readMetadata(false), z.record(z.string(), z.string())),
  restriction: 'Object',
  holds: value,
}

/** Metadata in an update: an empty value or `null` removes that key at Stripe; other keys stay unchanged. */
export const metadataChanges: Reader<Record<string, string | null>> = {
  kind: 'object',
  schema: () => z.pipe(readMetadata(true), z.record(z.string(), z.nullable(z.string()))),
  restriction: 'Object',
  holds: value,
}
