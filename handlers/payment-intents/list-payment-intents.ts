import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { idOf, optional, type Shape } from '../../src/action/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listPaymentIntents = defineAction({
  name: 'list-payment-intents',
  ...doc({
    summary: 'List payment intents',
    description: 'Gives the payment intents of the account, newest first, a page at a time.',
    resource: 'PaymentIntent',
    docs: 'https://docs.stripe.com/api/payment_intents/list',
    answer: { object: 'list', data: [{ id: 'pi_123', object: 'payment_intent' }], has_more: false },
  }),
  endpoint: 'GET /v1/payment_intents',
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), doc({ about: 'Only those of this customer', example: 'cus_123' })),
    ...paging('payment_intent', 'pi_123', 'pi_456'),
  } satisfies Shape<Stripe.PaymentIntentListParams>,
  rules: pages,
  run: ({ stripe, options }, params) => stripe.paymentIntents.list(params, options),
})
