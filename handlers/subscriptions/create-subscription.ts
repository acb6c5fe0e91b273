import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import {
  boolean,
  choice,
  idOf,
  integer,
  list,
  object,
  optional,
  required,
  type Shape,
  text,
} from '../../src/action/inputs.ts'
import { dueWhenSent, newMetadata } from '../inputs.ts'

export const createSubscription = defineAction({
  name: 'create-subscription',
  ...doc({
    summary: 'Create a subscription',
    description: 'Starts a subscription of a customer to one or more recurring prices.',
    resource: 'Subscription',
    docs: 'https://docs.stripe.com/api/subscriptions/create',
    answer: { id: 'sub_123', object: 'subscription', customer: 'cus_123' },
  }),
  endpoint: 'POST /v1/subscriptions',
  effect: 'write',
  input: {
    customer: required(
      idOf('customer'),
      doc({
        about: 'ID of the customer to bill',
        example: 'cus_123',
        restriction: 'Required',
      }),
    ),
    items: required(
      list(object({ price: required(idOf('price')), quantity: optional(integer({ min: 0 })) }), { min: 1 }),
      doc({
        about: 'What is subscribed to',
        example: [{ price: 'price_123', quantity: 1 }],
        restriction: 'Required; Price ID required in each item',
      }),
    ),
    cancel_at_period_end: optional(boolean, doc({ about: 'Whether it ends with the first period', example: false })),
    default_payment_method: optional(
      idOf('payment_method'),
      doc({
        about: 'ID of the payment method to charge',
        example: 'pm_123',
      }),
    ),
    description: optional(text, doc({ about: 'A note shown to the customer', example: 'Premium subscription' })),
    collection_method: optional(
      choice('charge_automatically', 'send_invoice'),
      doc({
        about: 'Whether the customer is charged, or is sent invoices to pay',
        example: 'charge_automatically',
        restriction: 'charge_automatically or send_invoice',
      }),
    ),
    days_until_due: optional(
      integer({ min: 1 }),
      doc({
        about: 'Days that the customer has to pay an invoice that is sent',
        example: 30,
        restriction: 'Positive integer; required for send_invoice',
      }),
    ),
    metadata: newMetadata({ internal_id: '123' }),
  } satisfies Shape<Stripe.SubscriptionCreateParams>,
  rules: [dueWhenSent('days_until_due')],
  run: ({ stripe, options }, params) => stripe.subscriptions.create(params, options),
})
