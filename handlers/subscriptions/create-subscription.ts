import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, idOf, integer, list, object, text } from '../../src/action/readers.ts'
import { metadata, requiresDueDate } from '../inputs.ts'

export const createSubscription = defineAction('create-subscription', 'POST /v1/subscriptions', () => ({
  docs: {
    summary: 'Create a subscription',
    description: 'Subscribes a customer to one or more recurring prices.',
    resource: 'Subscription',
    url: 'https://docs.stripe.com/api/subscriptions/create',
    answer: { id: 'sub_123', object: 'subscription', customer: 'cus_123' },
  },
  effect: 'write',
  input: {
    customer: required(idOf('customer'), {
      about: 'ID of the customer to bill',
      example: 'cus_123',
      restriction: 'Required',
    }),
    items: required(
      list(
        object({ price: required(idOf('price', { type: ['recurring'] })), quantity: optional(integer({ min: 0 })) }),
        { min: 1 },
      ),
      {
        about: 'What is subscribed to',
        example: [{ price: 'price_123', quantity: 1 }],
        restriction: 'Required; Price ID required in each item',
      },
    ),
    cancel_at_period_end: optional(boolean, { about: 'Whether it ends with the first period', example: false }),
    default_payment_method: optional(idOf('payment_method'), {
      about: 'ID of the payment method to charge',
      example: 'pm_123',
    }),
    description: optional(text, { about: 'A note shown to the customer', example: 'Premium subscription' }),
    collection_method: optional(choice('charge_automatically', 'send_invoice'), {
      about: 'Whether the customer is charged, or is sent invoices to pay',
      example: 'charge_automatically',
      restriction: 'charge_automatically or send_invoice',
    }),
    days_until_due: optional(integer({ min: 1 }), {
      about: 'Days that the customer has to pay an invoice that is sent',
      example: 30,
      restriction: 'Positive integer; required for send_invoice',
    }),
    metadata: metadata({ internal_id: '123' }),
  },
  rules: [requiresDueDate('days_until_due')],
}))
