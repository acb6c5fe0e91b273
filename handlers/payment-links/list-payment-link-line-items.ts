import { defineAction, pathId } from '../../src/action/define.ts'

export const listPaymentLinkLineItems = defineAction(
  'list-payment-link-line-items',
  'GET /v1/payment_links/{payment_link_id}/line_items',
  () => ({
    docs: {
      summary: 'List line items of a payment link',
      description: 'Returns the line items of a payment link, a page at a time.',
      resource: 'Payment Link',
      url: 'https://docs.stripe.com/api/payment-link/retrieve-line-items',
      answer: { object: 'list', data: [{ id: 'li_123', object: 'item', quantity: 1 }], has_more: false },
    },
    effect: 'read',
    input: {
      payment_link_id: pathId('payment_link'),
    },
  }),
)
