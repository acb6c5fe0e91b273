import { DEPTH_LIMIT } from '../action/limits.ts'
import { invalidInput } from '../errors.ts'
import { hasIssues, type Issue, paramOf } from '../issues.ts'
import { isBlank, isObject, readJson } from '../json.ts'

/** Fields of Stripe's that hold a card, or stand for one. */
const CARD_FIELDS = new Set(['card', 'source', 'payment_method', 'payment_method_data', 'external_account'])

/** Fields beside a card's that hold other long numbers. */
const OTHER_NUMBERS = new Set(['account_number', 'routing_number'])

const MESSAGE =
  'must not be a card number in live mode; collect cards with Stripe.js or Checkout, and send the resulting ID (pm_...)'

/** Where a value stands: the last name on its way there, and what lies before it. */
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

/** The place that a name leads to; one such as `card[number]`, as Stripe's curl examples write it, has several parts. */
function enterAll(place: Place, name: string): Place {
  if (!/[[\]]|^\d*$/.test(name)) return enter(place, name)
  return name
    .split(/[[\]]+/)
    .filter((part) => !/^\d*$/.test(part))
    .reduce(enter, place)
}

/** Whether a text is 13 to 19 digits, as they are grouped or not, whose check digit is right (ISO/IEC 7812). */
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

/** Adds to `found` what holds a card number. Every call is searched, so `path` is one array for all of its values. */
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
 * Refuses card numbers, which are for Stripe's own forms: who takes them is held to the whole of PCI DSS. A card number is
 * what stands under `number` inside a card field, at any depth, and what has the form of one in a card field or directly
 * in its object. Metadata, descriptions and other fields may hold long numbers of any kind.
 *
 * @returns What was given.
 * @throws {ActionError} 400 `invalid_input`, with every input that holds one.
 * @see {@link https://docs.stripe.com/security/guide#validating-pci-compliance}
 */
export function refuseCardNumbers<T>(input: T): T {
  const found: Issue[] = []
  search(input, TOP, [], found)
  if (hasIssues(found)) throw invalidInput(found)
  return input
}
