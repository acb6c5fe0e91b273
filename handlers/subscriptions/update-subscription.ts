import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import {
  atLeastOne,
  boolean,
  type Changes,
  choice,
  clearable,
  id,
  idOf,
  integer,
  list,
  object,
  optional,
  text,
} from '../../src/action/inputs.ts'
import { aboutMetadata, changedMetadata, its } from '../inputs.ts'

export const updateSubscription = defineAction({
  name: 'update-subscription',
  ...doc({
    summary: 'Update a subscription',
    description: 'Changes the given fields of a subscription; the others stay as they are.',
    resource: 'Subscription',
    docs: 'https://docs.stripe.com/api/subscriptions/update',
    answer: { id: 'sub_123', object: 'subscription', status: 'active' },
  }),
  endpoint: 'POST /v1/subscriptions/{id}',
  effect: 'write',
  input: {
    subscription_id: its('subscription', 'sub_123'),
    ...({
      cancel_at_period_end: optional(boolean, doc({ about: 'Whether it ends with the current period', example: true })),
      default_payment_method: optional(
        idOf('payment_method'),
        doc({
          about: 'ID of the payment method to charge',
          example: 'pm_456',
        }),
      ),
      description: clearable(text, doc({ about: 'A note shown to the customer', example: 'Updated subscription' })),
      items: optional(
        list(
          object(
            {
              id: optional(id),
              price: optional(idOf('price')),
              quantity: optional(integer({ min: 0 })),
              deleted: optional(boolean),
            },
            atLeastOne('id', 'price'),
          ),
          { min: 1 },
        ),
        doc({
          about: 'Items to change, by ID, or to add, by price',
          example: [{ id: 'si_123', price: 'price_456' }],
          restriction: 'Item ID or Price ID',
        }),
      ),
      metadata: clearable(changedMetadata, aboutMetadata({ internal_id: '456' })),
      proration_behavior: optional(
        choice('create_prorations', 'none', 'always_invoice'),
        doc({
          about: 'How a change within a period is billed',
          example: 'create_prorations',
        }),
      ),
    } satisfies Changes<Stripe.SubscriptionUpdateParams>),
  },
  run: ({ stripe, options }, { subscription_id, ...params }) =>
    stripe.subscriptions.update(subscription_id, params, options),
})
