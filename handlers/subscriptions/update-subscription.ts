import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, choice, id, idOf, integer, list, object, text } from '../../src/action/readers.ts'
import { atLeastOne } from '../../src/action/rules.ts'
import { metadata } from '../inputs.ts'

export const updateSubscription = defineAction(
  'update-subscription',
  'POST /v1/subscriptions/{subscription_id}',
  () => ({
    docs: {
      summary: 'Update a subscription',
      description: 'Updates a subscription. Fields that you leave out keep their values.',
      resource: 'Subscription',
      url: 'https://docs.stripe.com/api/subscriptions/update',
      answer: { id: 'sub_123', object: 'subscription', status: 'active' },
    },
    effect: 'write',
    input: {
      subscription_id: pathId('subscription'),
      cancel_at_period_end: optional(boolean, { about: 'Whether it ends with the current period', example: true }),
      default_payment_method: optional(idOf('payment_method'), {
        about: 'ID of the payment method to charge',
        example: 'pm_456',
      }),
      description: optional(text, { about: 'A note shown to the customer', example: 'Updated subscription' }),
      items: optional(
        list(
          object(
            {
              id: optional(id),
              price: optional(idOf('price')),
              quantity: optional(integer({ min: 0 })),
              deleted: optional(boolean),
            },
            atLeastOne('id', 'price', 'price_data'),
          ),
          { min: 1 },
        ),
        {
          about: 'Items to change, by ID, or to add, by price',
          example: [{ id: 'si_123', price: 'price_456' }],
          restriction: 'Item ID or Price ID',
        },
      ),
      metadata: metadata({ internal_id: '456' }),
      proration_behavior: optional(choice('create_prorations', 'none', 'always_invoice'), {
        about: 'How a change within a period is billed',
        example: 'create_prorations',
      }),
    },
  }),
)
