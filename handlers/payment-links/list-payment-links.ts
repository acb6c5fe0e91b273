import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean } from '../../src/action/readers.ts'

export const listPaymentLinks = defineAction('list-payment-links', 'GET /v1/payment_links', () => ({
  docs: {
    summary: 'List payment links',
    description: 'Returns the payment links of the account, newest first, a page at a time.',
    resource: 'Payment Link',
    url: 'https://docs.stripe.com/api/payment-link/list',
    answer: { object: 'list', data: [{ id: 'plink_123', object: 'payment_link', active: true }], has_more: false },
  },
  effect: 'read',
  input: {
    active: optional(boolean, {
      about: 'Only active ones, or only inactive ones',
      example: true,
      restriction: 'true, false, or empty for all',
    }),
  },
}))
