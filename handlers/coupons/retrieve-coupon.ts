import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveCoupon = defineAction('retrieve-coupon', 'GET /v1/coupons/{coupon_id}', () => ({
  docs: {
    summary: 'Retrieve a coupon by ID',
    description: 'Returns a coupon; valid in the answer says whether it can still be redeemed.',
    resource: 'Coupon',
    url: 'https://docs.stripe.com/api/coupons/retrieve',
    answer: { id: 'SUMMER25', object: 'coupon', percent_off: 25, duration: 'once', valid: true },
  },
  effect: 'read',
  input: { coupon_id: pathId('coupon', {}, 'SUMMER25') },
}))
