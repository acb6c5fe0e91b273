import { type Input, optional, type Rule } from '../src/action/fields.ts'
import { metadata as keyValuePairs } from '../src/action/metadata.ts'
import { id, integer, list, object, text } from '../src/action/readers.ts'

/** Metadata of a Stripe object. */
export function metadata(example: Record<string, string>): Input<Record<string, string>, false> {
  return optional(keyValuePairs, {
    about: 'Custom key-value pairs; in an update an empty value removes its key, and null removes all keys',
    example,
  })
}

/** A postal address, as Stripe's `address`. */
export const address = object({
  line1: optional(text),
  line2: optional(text),
  city: optional(text),
  state: optional(text),
  postal_code: optional(text),
  country: optional(text),
})

/** Line items of a Checkout Session. */
export const lineItems = list(object({ price: optional(id), quantity: optional(integer({ min: 0 })) }), { min: 1 })

/** `send_invoice` needs a due date, by one of `names`. */
export function dueWhenSent(...names: readonly [string, ...string[]]): Rule {
  return (given) =>
    given['collection_method'] === 'send_invoice' && names.every((name) => given[name] === undefined)
      ? {
          param: names[0],
          message: `is required when collection_method is send_invoice${names
            .slice(1)
            .map((name) => ` (or ${name})`)
            .join('')}`,
        }
      : undefined
}
