import { defineAction, pathId } from '../../src/action/define.ts'

export const deleteCoupon = defineAction('delete-coupon', 'DELETE /v1/coupons/{coupon_id}', () => ({
  docs: {
    summary: 'Delete a coupon',
    description:
      'Deletes a coupon for good: nobody can redeem it or its promotion codes any more. Customers and subscriptions that have the discount already keep it.',
    resource: 'Coupon',
    url: 'https://docs.stripe.com/api/coupons/delete',
    answer: { id: 'SUMMER25', object: 'coupon', deleted: true },
  },
  effect: 'destructive',
  input: { coupon_id: pathId('coupon', {}, 'SUMMER25') },
}))
