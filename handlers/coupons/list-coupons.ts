import { defineAction } from '../../src/action/define.ts'

export const listCoupons = defineAction('list-coupons', 'GET /v1/coupons', () => ({
  docs: {
    summary: 'List coupons',
    description: 'Returns the coupons of the account, newest first, a page at a time.',
    resource: 'Coupon',
    url: 'https://docs.stripe.com/api/coupons/list',
    answer: { object: 'list', data: [{ id: 'SUMMER25', object: 'coupon', percent_off: 25 }], has_more: false },
  },
  effect: 'read',
  input: {},
}))
