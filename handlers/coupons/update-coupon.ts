import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateCoupon = defineAction('update-coupon', 'POST /v1/coupons/{coupon_id}', () => ({
  docs: {
    summary: 'Update a coupon',
    description:
      'Changes the name or metadata of a coupon. The discount and its duration cannot change: create another coupon instead.',
    resource: 'Coupon',
    url: 'https://docs.stripe.com/api/coupons/update',
    answer: { id: 'SUMMER25', object: 'coupon', name: 'Summer sale', valid: true },
  },
  effect: 'write',
  input: {
    coupon_id: pathId('coupon', {}, 'SUMMER25'),
    name: optional(text, { about: 'Name that customers see, on invoices for example', example: 'Summer sale' }),
    metadata: metadata({ campaign: 'summer' }),
  },
}))
