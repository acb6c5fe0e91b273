import type { Context } from '../engine/context.ts'
import { StripeError } from '../engine/errors.ts'
import type { TestCard } from './test-card.ts'
import { cardNumbered, hasCheckDigit } from './test-cards.ts'

export interface Expiry {
  /** 1 to 12 */
  month: number
  /** In full */
  year: number
}

/** @throws StripeError for a number that is no card's, or is not one of the published test numbers */
export function cardFromNumber(number: string): TestCard {
  if (!hasCheckDigit(number)) {
    throw new StripeError(402, 'card_error', 'Your card number is incorrect.', {
      code: 'incorrect_number',
      param: 'number',
    })
  }
  const card = cardNumbered(number)
  if (card) return card
  throw new StripeError(
    402,
    'card_error',
    'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, ' +
      'visit: https://stripe.com/docs/testing.',
    { code: 'card_declined', decline_code: 'test_mode_live_card' },
  )
}

export const fullYear = (year: number) => (year < 100 ? 2000 + year : year)

/** @throws StripeError 402 for a month that is none, or one that is over */
export function checkExpiry({ now }: Context, { month, year }: Expiry) {
  const today = new Date(now * 1000)
  if (month < 1 || month > 12) {
    throw new StripeError(402, 'card_error', "Your card's expiration month is invalid.", {
      code: 'invalid_expiry_month',
      param: 'exp_month',
    })
  }
  if (year < today.getUTCFullYear() || year > today.getUTCFullYear() + 50) {
    throw new StripeError(402, 'card_error', "Your card's expiration year is invalid.", {
      code: 'invalid_expiry_year',
      param: 'exp_year',
    })
  }
  if (year === today.getUTCFullYear() && month < today.getUTCMonth() + 1) {
    throw new StripeError(402, 'card_error', "Your card's expiration month is invalid.", {
      code: 'invalid_expiry_month',
      param: 'exp_month',
    })
  }
}

/** @throws StripeError 402 for a code that no card has; without one it is not checked */
export function checkCvc(cvc: string | undefined) {
  if (cvc === undefined || /^\d{3,4}$/.test(cvc)) return
  throw new StripeError(402, 'card_error', "Your card's security code is invalid.", {
    code: 'invalid_cvc',
    param: 'cvc',
  })
}
