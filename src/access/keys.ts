import * as z from 'zod/mini'
import { type Read, readJsonBinding } from '../config/bindings.ts'
import type { Credential } from './caller.ts'
import { ANY_ENDPOINT, rightsMatcher, rightsSchema } from './rights.ts'

/** SHA-256 of `demo_key_for_local_use_only`, the key in `.dev.vars.example`: everybody knows it, so only `local` takes it. */
const DEMO_KEY_HASH = 'd21a522203fadb71ad7578b1eaef8f4e7e2a0562691ceb72115d5ca2cc41f9af'

// Strict: a field that nobody knows may be the key itself, which must not be stored.
const entries = () =>
  z.array(
    z
      .strictObject({
        name: z.string().check(z.minLength(1, 'must not be empty')),
        sha256: z.string().check(z.regex(/^[\da-f]{64}$/i, 'must be the SHA-256 of the key: 64 hexadecimal digits')),
        allow: rightsSchema(),
        connect: z.optional(z.boolean()),
        extra_params: z.optional(z.boolean()),
        any_endpoint: z.optional(z.boolean()),
        mcp: z.optional(rightsSchema()),
      })
      .check(
        z.refine(({ allow, any_endpoint }) => any_endpoint === true || !allow.includes(ANY_ENDPOINT), {
          path: ['allow'],
          error: `names ${ANY_ENDPOINT}, which also needs "any_endpoint": true`,
        }),
      ),
  )

type Entry = z.infer<ReturnType<typeof entries>>[number]

function credential(entry: Entry): Credential {
  const allows = rightsMatcher(entry.allow)
  const anyEndpoint = entry.any_endpoint === true
  return {
    name: entry.name,
    who: `The key "${entry.name}"`,
    limiter: 'RATE_LIMIT_KEYS',
    counted: entry.name,
    hash: Uint8Array.fromHex(entry.sha256),
    allows: (right) => (right === ANY_ENDPOINT ? anyEndpoint : allows(right)),
    connect: entry.connect === true,
    extraParams: entry.extra_params === true,
    anyEndpoint,
    ...(entry.mcp && { mcp: rightsMatcher(entry.mcp) }),
  }
}

/**
 * Reads `API_KEYS`: who may call, by the hashes of their keys.
 *
 * @param local Whether the environment is `local`; others leave out the demo key.
 */
export function readKeys(json: string | undefined, local: boolean): Read<readonly Credential[]> {
  if (!json) return { problem: 'is missing' }
  const read = readJsonBinding(json, entries(), 'an array of { "name", "sha256", "allow" }')
  if ('problem' in read) return read
  const usable = local ? read.value : read.value.filter(({ sha256 }) => sha256.toLowerCase() !== DEMO_KEY_HASH)
  return { value: usable.map(credential) }
}
