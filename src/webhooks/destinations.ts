import * as z from 'zod/mini'
import type { Action } from '../action/define.ts'
import { type Read, readJsonBinding, splitList } from '../config/bindings.ts'
import { wildcard } from '../config/patterns.ts'
import { didYouMean } from '../names.ts'
import { problemOfUrl } from './address.ts'

/** An action whose answer is attached to a delivery, under the name `as`. */
export interface Enrichment {
  readonly as: string
  readonly action: Action
  /** Its input; a string `$event.<path>` stands for what the event holds there. */
  readonly input: Readonly<Record<string, unknown>>
}

/** An entry of `WEBHOOK_DESTINATIONS`: where events go. */
export interface Destination {
  readonly name: string
  readonly url: string
  /** Types of events and patterns of them, where `*` stands for any characters. */
  readonly types: readonly string[]
  wants(type: string): boolean
  /** What deliveries are signed with: several while a secret is replaced. */
  readonly secrets: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** An older event of an object is not delivered after a newer one. */
  readonly ordered: boolean
  readonly enrichments: readonly Enrichment[]
}

/** Entries that `WEBHOOK_DESTINATIONS` may have; a queue takes 100 messages at once. */
const DESTINATIONS_LIMIT = 50
/** Enrichments of a destination; each may take as long as a call of Stripe's does. */
const ENRICHMENTS_LIMIT = 5
/** Bytes that a signing secret has by the Standard Webhooks specification. */
const SECRET_BYTES = { min: 24, max: 64 } as const

/** A type of events or a pattern of them; more stars than three could take long to match. */
export const TYPE_PATTERN = /^(?=[\w.*[\]]{1,100}$)[^*]*(\*[^*]*){0,3}$/

/** Headers that a delivery sets itself, or that steer the connection it is sent over. */
const RESERVED =
  /^(webhook-.*|content-(type|length|encoding)|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|host|proxy-.*|http2-settings|cf-.*)$/i

function isSecret(secret: string): boolean {
  if (!/^whsec_[A-Za-z\d+/]+={0,2}$/.test(secret)) return false
  try {
    const { length } = atob(secret.slice('whsec_'.length))
    return length >= SECRET_BYTES.min && length <= SECRET_BYTES.max
  } catch {
    return false
  }
}

const name = () => z.string().check(z.regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, "_" or "-"'))

const schema = () =>
  z
    .array(
      z.strictObject({
        name: name(),
        url: z.string().check(
          z.check(({ value, issues }) => {
            const problem = problemOfUrl(value)
            if (problem !== undefined) issues.push({ code: 'custom', message: problem, input: value })
          }),
        ),
        types: z
          .array(
            z.string().check(z.regex(TYPE_PATTERN, 'must be an event type or a pattern such as "checkout.session.*"')),
          )
          .check(z.minLength(1, 'must have at least 1 entry; ["*"] matches all')),
        secret: z.string().check(
          z.refine((list) => {
            const secrets = splitList(list)
            return secrets.length > 0 && secrets.every(isSecret)
          }, 'must be "whsec_" and the base64 of 24 to 64 random bytes; several are separated by commas'),
        ),
        headers: z.optional(
          z.record(
            z.string().check(
              z.regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, 'must be a header name'),
              z.refine((header) => !RESERVED.test(header), 'is reserved'),
            ),
            z.string().check(z.regex(/^[\x20-\x7e]{0,4096}$/, 'must be at most 4096 printable ASCII characters')),
          ),
        ),
        ordered: z.optional(z.boolean()),
        enrichments: z.optional(
          z
            .array(z.strictObject({ as: name(), action: z.string(), input: z.record(z.string(), z.unknown()) }))
            .check(z.maxLength(ENRICHMENTS_LIMIT, `must have at most ${ENRICHMENTS_LIMIT} entries`)),
        ),
      }),
    )
    .check(z.maxLength(DESTINATIONS_LIMIT, `must have at most ${DESTINATIONS_LIMIT} entries`))

/** The names of a type: Stripe calls the thin event of `customer.created` `v1.customer.created`. */
function namesOf(type: string): string[] {
  return type.startsWith('v1.') ? [type, type.slice('v1.'.length)] : [type]
}

/** What is wrong with the paths inside an enrichment's input. */
function problemOfPaths(value: unknown, at: string): string | undefined {
  if (typeof value === 'string') {
    return value.startsWith('$event') && !/^\$event(\.[\w-]+)+$/.test(value)
      ? `${at} must be a path such as "$event.data.object.id"`
      : undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, held] of Object.entries(value)) {
    const problem = problemOfPaths(held, `${at}.${key}`)
    if (problem !== undefined) return problem
  }
  return undefined
}

function readEnrichment(
  { as, action: given, input }: { as: string; action: string; input: Record<string, unknown> },
  at: string,
  actions: readonly Action[],
): Read<Enrichment> {
  const reading = actions.filter(({ effect }) => effect === 'read')
  const action = reading.find(({ name }) => name === given)
  if (!action) {
    const names = reading.map(({ name }) => name)
    return { problem: `${at}.action must be a read action${didYouMean(given, names)}` }
  }
  const unknown = Object.keys(input).find((name) => !Object.hasOwn(action.input, name) || name === 'extra_params')
  if (unknown !== undefined) {
    return { problem: `${at}.input.${unknown} is unknown${didYouMean(unknown, Object.keys(action.input))}` }
  }
  const problem = problemOfPaths(input, `${at}.input`)
  return problem === undefined ? { value: { as, action, input } } : { problem }
}

/** Reads `WEBHOOK_DESTINATIONS`; its problems quote no value, since it holds secrets. */
export function readDestinations(json: string | undefined, actions: readonly Action[]): Read<readonly Destination[]> {
  if (!json) return { value: [] }
  const read = readJsonBinding(json, schema(), 'an array of { "name", "url", "types", "secret" }')
  if ('problem' in read) return read
  const problems: string[] = []
  const destinations = read.value.map((entry, index): Destination => {
    if (read.value.findIndex(({ name }) => name === entry.name) !== index) {
      problems.push(`[${index}].name must differ from the other names`)
    }
    const taken = new Set<string>()
    const enrichments = (entry.enrichments ?? []).flatMap((enrichment, place) => {
      const at = `[${index}].enrichments[${place}]`
      if (taken.has(enrichment.as)) problems.push(`${at}.as must differ from the other names`)
      taken.add(enrichment.as)
      const found = readEnrichment(enrichment, at, actions)
      if ('value' in found) return [found.value]
      problems.push(found.problem)
      return []
    })
    const matchers = entry.types.map(wildcard)
    return {
      name: entry.name,
      url: new URL(entry.url).href,
      types: entry.types,
      wants: (type) => namesOf(type).some((name) => matchers.some((matches) => matches(name))),
      secrets: splitList(entry.secret),
      headers: entry.headers ?? {},
      ordered: entry.ordered === true,
      enrichments,
    }
  })
  return problems.length > 0 ? { problem: problems.join('; ') } : { value: destinations }
}
