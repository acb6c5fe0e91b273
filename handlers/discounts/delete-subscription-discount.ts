import { defineAction, pathId } from '../../src/action/define.ts'

export const deleteSubscriptionDiscount = defineAction(
  'delete-subscription-discount',
  'DELETE /v1/subscriptions/{subscription_id}/discount',
  () => ({
    docs: {
      summary: 'Remove the discount of a subscription',
      description:
        'Removes the discount from a subscription, starting with the next invoice. The coupon stays and can be applied again, but its duration then starts over.',
      resource: 'Discount',
      url: 'https://docs.stripe.com/api/discounts/subscription_delete',
      answer: { id: 'di_123', object: 'discount', deleted: true },
    },
    effect: 'destructive',
    input: { subscription_id: pathId('subscription') },
  }),
)
