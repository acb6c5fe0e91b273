import { PUBLISHED_CARDS } from './published-cards.ts'
import type { TestCard } from './test-card.ts'

/** Some numbers stand twice, under names that behave otherwise: entered, they are the first. */
const indexed = (keysOf: (card: TestCard) => readonly string[]) =>
  new Map([...PUBLISHED_CARDS].reverse().flatMap((each) => keysOf(each).map((key) => [key, each] as const)))

const byName = indexed(({ names }) => names)
const byNumber = indexed(({ number }) => [number])

/** The card behind a published id such as `pm_card_visa`. */
export const cardNamed = (name: string): TestCard | undefined => byName.get(name)

/** The card behind a token such as `tok_visa`. */
export const cardOfToken = (token: string): TestCard | undefined =>
  token.startsWith('tok_') ? byName.get(token.replace('tok_', 'pm_card_')) : undefined

/** The published card with a number; undefined for any other number. Spaces and dashes do not count. */
export const cardNumbered = (number: string): TestCard | undefined => byNumber.get(digits(number))

/** The card that a payment method keeps the key of. */
export const cardWithKey = (key: string): TestCard | undefined => byName.get(key) ?? byNumber.get(key)

export const digits = (number: string) => number.replace(/[\s-]/g, '')

/** Whether a number's check digit is right. */
export function hasCheckDigit(number: string): boolean {
  const reversed = [...digits(number)].reverse().map(Number)
  const sum = reversed.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return /^\d{12,19}$/.test(digits(number)) && sum % 10 === 0
}
