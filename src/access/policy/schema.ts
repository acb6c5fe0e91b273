import * as z from 'zod/mini'
import { rightsSchema } from '../rights.ts'
import { identitySchema } from '../tokens.ts'

/** What the name of a claim follows, in a value of a rule. */
export const CLAIMS = '$claims.'

const OWN = `must be "${CLAIMS}<claim>", or false`
const LIMIT = 'must be true, an array of values, or an object of values, origins, min, max and optional'

/** The form of `ACCESS_POLICY`. A function: made when there is a policy to read. */
export function policySchema() {
  const scalar = z.union([z.string(), z.number(), z.boolean()])
  const some = z.array(scalar).check(z.minLength(1, 'must not be empty'))
  const bounds = z.strictObject({
    values: z.optional(some),
    origins: z.optional(z.array(z.string())),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    optional: z.optional(z.boolean()),
  })
  const rules = z.array(
    z.strictObject({
      allow: rightsSchema(),
      set: z.optional(z.record(z.string(), z.unknown())),
      limit_to: z.optional(z.record(z.string(), z.union([z.literal(true), some, bounds], LIMIT))),
      own: z.optional(z.union([z.literal(false), z.string().check(z.startsWith(CLAIMS, OWN))], OWN)),
    }),
  )
  return z.strictObject({
    jwt: z.optional(identitySchema()),
    end_users: z.optional(rules),
    public: z.optional(rules),
  })
}

type Rules = NonNullable<z.infer<ReturnType<typeof policySchema>>['public']>

/** What callers of one kind may do with some actions. */
export type Rule = Rules[number]

/** What an input that a rule opens may be. */
export type Limit = NonNullable<Rule['limit_to']>[string]
type Bounds = Exclude<Limit, true | readonly unknown[]>

/** A limit in its long form. */
export function boundsOf(limit: Limit | undefined): Bounds {
  if (limit === undefined || limit === true) return {}
  return Array.isArray(limit) ? { values: limit } : limit
}
