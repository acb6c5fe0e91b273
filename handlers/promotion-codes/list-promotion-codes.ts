import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, idOf, text } from '../../src/action/readers.ts'

export const listPromotionCodes = defineAction('list-promotion-codes', 'GET /v1/promotion_codes', () => ({
  docs: {
    summary: 'List promotion codes',
    description:
      'Returns the promotion codes of the account, newest first, a page at a time. To look up a code that a customer typed, set code and active true; no result means that the code is not valid.',
    resource: 'Promotion Code',
    url: 'https://docs.stripe.com/api/promotion_codes/list',
    answer: { object: 'list', data: [{ id: 'promo_123', object: 'promotion_code', code: 'SAVE25' }], has_more: false },
  },
  effect: 'read',
  input: {
    code: optional(text, { about: 'Only the one with this code, in upper or lower case', example: 'SAVE25' }),
    active: optional(boolean, { about: 'Only those that are active, or only those that are not', example: true }),
    coupon: optional(idOf('coupon'), { about: 'Only those of this coupon', example: 'SUMMER25' }),
    customer: optional(idOf('customer'), { about: 'Only those that are for this customer only', example: 'cus_123' }),
  },
}))
