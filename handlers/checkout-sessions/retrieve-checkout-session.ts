import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { list, text } from '../../src/action/readers.ts'

export const retrieveCheckoutSession = defineAction(
  'retrieve-checkout-session',
  'GET /v1/checkout/sessions/{id}',
  () => ({
    docs: {
      summary: 'Retrieve a checkout session by ID',
      description: 'Returns a session, to show the order on your success page.',
      resource: 'Checkout Session',
      url: 'https://docs.stripe.com/api/checkout/sessions/retrieve',
      answer: {
        id: 'cs_123',
        object: 'checkout.session',
        payment_status: 'paid',
        customer: 'cus_123',
        amount_total: 2000,
      },
    },
    effect: 'read',
    input: {
      id: pathId('checkout.session'),
      expand: optional(list(text), {
        about: 'Fields whose objects the answer holds in place of their IDs, line_items among them',
        example: ['line_items'],
        restriction: 'Array',
      }),
    },
  }),
)
