import { DEPTH_LIMIT } from '../action/limits.ts'
import { invalidInput } from '../errors.ts'
import { hasIssues, type Issue, paramOf } from '../issues.ts'
import { isBlank, isObject, readJson } from '../json.ts'

/** Stripe's fields that hold a card or a reference to one. */
const CARD_FIELDS = new Set(['card', 'source', 'payment_method', 'payment_method_data', 'external_account'])

/** Fields next to a card that hold other long numbers. */
const OTHER_NUMBERS = new Set(['account_number', 'routing_number'])

const MESSAGE =
  'must not be a card number in live mode; collect cards with Stripe.js or Checkout, and send the resulting ID (pm_...)'

/** The position of a value: its own name and what encloses it. */
interface Place {
  readonly name: string
  /** Inside a card field. */
  readonly inCard: boolean
  /** A card field, or directly in one. */
  readonly nearCard: boolean
  readonly inMetadata: boolean
}

const TOP: Place = { name: '', inCard: false, nearCard: false, inMetadata: false }

function enter(place: Place, name: string): Place {
  const isCard = CARD_FIELDS.has(name)
  return {
    name,
    inCard: place.inCard || isCard,
    nearCard: isCard || CARD_FIELDS.has(place.name),
    inMetadata: place.inMetadata || name === 'metadata',
  }
}

/** The position below a name. A name such as `card[number]`, as in Stripe's curl examples, has several parts. */
function enterAll(place: Place, name: string): Place {
  if (!/[[\]]|^\d*$/.test(name)) return enter(place, name)
  return name
    .split(/[[\]]+/)
    .filter((part) => !/^\d*$/.test(part))
    .reduce(enter, place)
}

/** Whether a string is 13 to 19 digits, grouped or not, with a valid check digit (ISO/IEC 7812). */
function hasCheckDigit(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^\d{13,19}$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function isCardNumber(value: unknown, { name, inCard, nearCard }: Place): boolean {
  if (name === 'number' && inCard) return !isBlank(value)
  return nearCard && !OTHER_NUMBERS.has(name) && hasCheckDigit(String(value))
}

/**
 * Adds the inputs that contain a card number to `found`. `path` is a single shared array, since every call is searched.
 */
function search(given: unknown, place: Place, path: PropertyKey[], found: Issue[]): void {
  // What is nested deeper is refused for that; the name of the input counts here, too.
  if (place.inMetadata || path.length > DEPTH_LIMIT + 1) return
  const value = readJson(given)
  const step = (key: PropertyKey, held: unknown, at: Place) => {
    path.push(key)
    search(held, at, path, found)
    path.pop()
  }
  if (Array.isArray(value)) for (const [index, entry] of value.entries()) step(index, entry, place)
  else if (isObject(value)) for (const name of Object.keys(value)) step(name, value[name], enterAll(place, name))
  else if (isCardNumber(value, place)) found.push({ param: paramOf(path), message: MESSAGE })
}

/**
 * Refuses card numbers, which belong in Stripe's own forms: a server that accepts them is subject to all of PCI DSS. A
 * card number is any `number` inside a card field, at any depth, and any value that looks like a card number in a card
 * field or directly in its object. Metadata, descriptions and other fields may contain long numbers.
 *
 * @returns The input, unchanged.
 * @throws {ActionError} 400 `invalid_input`, with every input that contains one.
 * @see {@link https://docs.stripe.com/security/guide#validating-pci-compliance}
 */
export function refuseCardNumbers<T>(input: T): T {
  const found: Issue[] = []
  search(input, TOP, [], found)
  if (hasIssues(found)) throw invalidInput(found)
  return input
}
