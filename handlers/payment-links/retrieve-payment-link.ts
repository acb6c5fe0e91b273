import { defineAction, pathId } from '../../src/action/define.ts'

export const retrievePaymentLink = defineAction(
  'retrieve-payment-link',
  'GET /v1/payment_links/{payment_link_id}',
  () => ({
    docs: {
      summary: 'Retrieve a payment link by ID',
      description: 'Returns a payment link, with the url to share.',
      resource: 'Payment Link',
      url: 'https://docs.stripe.com/api/payment-link/retrieve',
      answer: { id: 'plink_123', object: 'payment_link', active: true, url: 'https://buy.stripe.com/...' },
    },
    effect: 'read',
    input: {
      payment_link_id: pathId('payment_link'),
    },
  }),
)
