import { doc } from '../src/action/doc.ts'
import {
  boolean,
  exclusive,
  type Fields,
  id,
  idOf,
  integer,
  list,
  metadata,
  metadataChanges,
  object,
  optional,
  type Rule,
  required,
  text,
} from '../src/action/inputs.ts'

/** The ID of the object that an action is about, of one of Stripe's kinds. */
export function its(kind: string, example: string) {
  return required(
    idOf(kind),
    doc({ about: `ID of the ${kind.replace(/[._]/, ' ')}`, example, restriction: 'Required' }),
  )
}

/** Paging of a list of one of Stripe's kinds; goes with the rules `pages`. */
export function paging(kind: string, first: string, last: string) {
  return {
    limit: optional(
      integer({ min: 1, max: 100 }),
      doc({
        about: 'How many results to give',
        example: 10,
        restriction: '1–100',
      }),
    ),
    starting_after: optional(
      idOf(kind),
      doc({
        about: 'Give what follows this ID: the last one of the page before',
        example: first,
        restriction: 'Use an ID from the previous result',
      }),
    ),
    ending_before: optional(
      idOf(kind),
      doc({
        about: 'Give what precedes this ID: the first one of the page after',
        example: last,
        restriction: 'Use an ID from the previous result',
      }),
    ),
    all: optional(
      boolean,
      doc({
        about: 'Read page after page and give one list of up to 1,000 results',
        example: true,
        restriction: 'true or false; not together with Limit or a cursor',
      }),
    ),
  } satisfies Fields
}

export const pages: readonly Rule[] = [
  exclusive('starting_after', 'ending_before'),
  ...['limit', 'starting_after', 'ending_before'].map((name): Rule => {
    const together = exclusive(name, 'all')
    return (given) => (given['all'] === true ? together(given) : undefined)
  }),
]

const KEPT = 'Further values to keep with it'

/** Metadata of something new. */
export function newMetadata(example: Record<string, string>) {
  return optional(metadata, doc({ about: KEPT, example }))
}

/** Metadata of something that exists; `clearable` around it lets `null` remove all keys. */
export const changedMetadata = metadataChanges

/** What people are told of the metadata of an update. */
export function aboutMetadata(example: Record<string, string>) {
  return { about: `${KEPT}; an empty value removes its key, null removes all keys`, example }
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

/** `send_invoice` wants to know when payment is due, by one of `names`. */
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
