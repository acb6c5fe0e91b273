import { invalidInput } from '../errors.ts'
import { type Issue, paramOf } from '../issues.ts'
import { isBlank, isObject, readJson } from '../json.ts'

/** Fields of Stripe's that hold a card, or stand for one. */
const CARD_FIELDS = new Set(['card', 'source', 'payment_method', 'payment_method_data', 'external_account'])

/** Fields beside a card's that hold other long numbers. */
const OTHER_NUMBERS = new Set(['account_number', 'routing_number'])

/** Levels that are looked at: what is nested deeper is refused for that. */
const DEPTH_LIMIT = 33

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

/** The parts of a parameter's name as Stripe's curl examples write it: `card`, `number` of `card[number]`. */
function partsOf(name: string): string[] {
  return name.split(/[[\]]+/).filter((part) => !/^\d*$/.test(part))
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

function cardNumbersIn(given: unknown, place: Place, at: readonly PropertyKey[]): Issue[] {
  if (place.inMetadata || at.length > DEPTH_LIMIT) return []
  const value = readJson(given)
  if (Array.isArray(value)) return value.flatMap((entry, index) => cardNumbersIn(entry, place, [...at, index]))
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, held]) =>
      cardNumbersIn(held, partsOf(name).reduce(enter, place), [...at, name]),
    )
  }
  return isCardNumber(value, place) ? [{ param: paramOf(at), message: MESSAGE }] : []
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
  const [first, ...others] = cardNumbersIn(input, TOP, [])
  if (first) throw invalidInput([first, ...others])
  return input
}
