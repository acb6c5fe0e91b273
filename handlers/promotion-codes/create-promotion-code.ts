import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, currency, idOf, integer, object, text, timestamp } from '../../src/action/readers.ts'
import { requires } from '../../src/action/rules.ts'
import { metadata } from '../inputs.ts'

export const createPromotionCode = defineAction('create-promotion-code', 'POST /v1/promotion_codes', () => ({
  docs: {
    summary: 'Create a promotion code',
    description:
      'Creates a code that customers type at checkout to redeem a coupon. A checkout session takes it when it has allow_promotion_codes. To end it later, update it with active false.',
    resource: 'Promotion Code',
    url: 'https://docs.stripe.com/api/promotion_codes/create',
    answer: { id: 'promo_123', object: 'promotion_code', code: 'SAVE25', active: true },
  },
  effect: 'write',
  input: {
    promotion: required(object({ type: required(choice('coupon')), coupon: required(idOf('coupon')) }), {
      about: 'The coupon that the code redeems',
      example: { type: 'coupon', coupon: 'SUMMER25' },
      restriction: 'Required; Type is coupon',
    }),
    code: optional(text, {
      about: 'What customers type; without it, Stripe makes one',
      example: 'SAVE25',
      restriction: 'Letters, digits and dashes; upper and lower case are the same',
    }),
    customer: optional(idOf('customer'), {
      about: 'ID of the only customer who can redeem it',
      example: 'cus_123',
    }),
    max_redemptions: optional(integer({ min: 1 }), {
      about: 'How many times it can be redeemed in all',
      example: 100,
      restriction: "Positive integer, at most the coupon's",
    }),
    expires_at: optional(timestamp, {
      about: 'When it expires',
      example: 1798761600,
      restriction: "Unix timestamp, not after the coupon's redeem_by",
    }),
    restrictions: optional(
      object(
        {
          first_time_transaction: optional(boolean),
          minimum_amount: optional(integer({ min: 1 })),
          minimum_amount_currency: optional(currency),
        },
        requires('minimum_amount', 'minimum_amount_currency'),
      ),
      {
        about: "Who can redeem it: only new customers, or from an amount in the currency's smallest unit",
        example: { first_time_transaction: true, minimum_amount: 5000, minimum_amount_currency: 'usd' },
        restriction: 'Object; Minimum Amount needs Minimum Amount Currency',
      },
    ),
    active: optional(boolean, {
      about: 'Whether it can be redeemed',
      example: true,
      restriction: 'true or false; default true',
    }),
    metadata: metadata({ campaign: 'summer' }),
  },
}))
