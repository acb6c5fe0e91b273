import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, timestamp } from '../../src/action/readers.ts'
import { paymentBehavior, prorationBehavior } from '../inputs.ts'

export const deleteSubscriptionItem = defineAction(
  'delete-subscription-item',
  'DELETE /v1/subscription_items/{subscription_item_id}',
  () => ({
    docs: {
      summary: 'Remove an item from a subscription',
      description:
        'Removes an item from a subscription immediately; the subscription keeps its other items. Stripe keeps the last item: to end everything, use Cancel Subscription.',
      resource: 'Subscription Item',
      url: 'https://docs.stripe.com/api/subscription_items/delete',
      answer: { id: 'si_123', object: 'subscription_item', deleted: true },
    },
    effect: 'destructive',
    input: {
      subscription_item_id: pathId('subscription_item'),
      proration_behavior: optional(prorationBehavior, {
        about: 'How the unused rest of the current period is credited',
        example: 'create_prorations',
      }),
      proration_date: optional(timestamp, {
        about: 'The time that prorations are calculated at, as in Preview Invoice',
        example: 1767225600,
      }),
      payment_behavior: optional(paymentBehavior, {
        about: 'What happens when a payment for the change fails',
        example: 'allow_incomplete',
      }),
      clear_usage: optional(boolean, {
        about: 'Whether to delete the recorded usage of the item as well',
        example: true,
        restriction: 'true or false; for metered prices only',
      }),
    },
  }),
)
