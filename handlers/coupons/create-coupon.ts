import { defineAction } from '../../src/action/define.ts'
import { optional, type Rule } from '../../src/action/fields.ts'
import { choice, currency, idOf, integer, percentage, text, timestamp } from '../../src/action/readers.ts'
import { exactlyOne, requires } from '../../src/action/rules.ts'
import { metadata } from '../inputs.ts'

const monthsOfRepeating: Rule = ({ duration, duration_in_months }) => {
  if ((duration === 'repeating') === (duration_in_months !== undefined)) return undefined
  const message = duration === 'repeating' ? 'is required when duration is repeating' : 'needs the duration repeating'
  return { param: 'duration_in_months', message }
}

export const createCoupon = defineAction('create-coupon', 'POST /v1/coupons', () => ({
  docs: {
    summary: 'Create a coupon',
    description:
      'Creates a discount of a percentage or of an amount. Apply it to a subscription, an invoice or a checkout session by its ID, or make codes that customers can type with Create Promotion Code. The discount cannot change later.',
    resource: 'Coupon',
    url: 'https://docs.stripe.com/api/coupons/create',
    answer: { id: 'SUMMER25', object: 'coupon', percent_off: 25, duration: 'once', valid: true },
  },
  effect: 'write',
  input: {
    percent_off: optional(percentage, {
      about: 'Share of the price to take off',
      example: 25,
      restriction: 'Above 0, at most 100; use Percent Off or Amount Off + Currency',
    }),
    amount_off: optional(integer({ min: 1 }), {
      about: "Amount to take off, in the currency's smallest unit",
      example: 500,
      restriction: 'Use Percent Off or Amount Off + Currency',
    }),
    currency: optional(currency, {
      about: 'Currency of the amount',
      example: 'usd',
      restriction: 'Required if using Amount Off',
    }),
    duration: optional(choice('once', 'repeating', 'forever'), {
      about: 'How long it applies to a subscription',
      example: 'once',
      restriction: 'once, repeating or forever; default once',
    }),
    duration_in_months: optional(integer({ min: 1 }), {
      about: 'For how many months it applies to a subscription',
      example: 3,
      restriction: 'Required if Duration is repeating',
    }),
    name: optional(text, { about: 'Name that customers see, on invoices for example', example: 'Summer sale' }),
    id: optional(idOf('coupon'), { about: 'ID of your choice; without it, Stripe makes one', example: 'SUMMER25' }),
    max_redemptions: optional(integer({ min: 1 }), {
      about: 'How many times it can be redeemed in all',
      example: 100,
    }),
    redeem_by: optional(timestamp, {
      about: 'Until when it can be redeemed',
      example: 1798761600,
      restriction: 'Unix timestamp, at most five years from now',
    }),
    metadata: metadata({ campaign: 'summer' }),
  },
  rules: [exactlyOne('percent_off', 'amount_off'), requires('amount_off', 'currency'), monthsOfRepeating],
}))
