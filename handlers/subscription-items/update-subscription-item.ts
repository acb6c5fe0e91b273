import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf, integer } from '../../src/action/readers.ts'
import { discounts, itemBilling, metadata, prorationBehavior } from '../inputs.ts'

export const updateSubscriptionItem = defineAction(
  'update-subscription-item',
  'POST /v1/subscription_items/{subscription_item_id}',
  () => ({
    docs: {
      summary: 'Update a subscription item',
      description:
        'Changes the price, the quantity or other fields of an item; the others stay as they are. A new price without a quantity sets the quantity to 1. See the cost first with Preview Invoice.',
      resource: 'Subscription Item',
      url: 'https://docs.stripe.com/api/subscription_items/update',
      answer: { id: 'si_123', object: 'subscription_item', subscription: 'sub_123', quantity: 5 },
    },
    effect: 'write',
    input: {
      subscription_item_id: pathId('subscription_item'),
      price: optional(idOf('price'), { about: 'ID of the recurring price to change to', example: 'price_456' }),
      quantity: optional(integer({ min: 0 }), { about: 'How many units, such as seats', example: 5 }),
      proration_behavior: optional(prorationBehavior, {
        about: 'How a change within a period is billed',
        example: 'create_prorations',
      }),
      ...itemBilling,
      discounts: optional(discounts, {
        about: 'Coupons or promotion codes that apply to this item, in place of those it has',
        example: [{ coupon: 'SUMMER25' }],
      }),
      metadata: metadata({ internal_id: '456' }),
    },
  }),
)
