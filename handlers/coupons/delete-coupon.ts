import { defineAction, pathId } from '../../src/action/define.ts'

export const deleteCoupon = defineAction('delete-coupon', 'DELETE /v1/coupons/{coupon_id}', () => ({
  docs: {
    summary: 'Delete a coupon',
    description:
      'Permanently deletes a coupon: it and its promotion codes can no longer be redeemed. Customers and subscriptions that have the discount already keep it.',
    resource: 'Coupon',
    url: 'https://docs.stripe.com/api/coupons/delete',
    answer: { id: 'SUMMER25', object: 'coupon', deleted: true },
  },
  effect: 'destructive',
  input: { coupon_id: pathId('coupon', {}, 'SUMMER25') },
}))
