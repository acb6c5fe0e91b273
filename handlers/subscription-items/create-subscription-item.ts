import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { idOf, integer } from '../../src/action/readers.ts'
import { atLeastOne } from '../../src/action/rules.ts'
import { discounts, itemBilling, metadata, prorationBehavior } from '../inputs.ts'

export const createSubscriptionItem = defineAction('create-subscription-item', 'POST /v1/subscription_items', () => ({
  docs: {
    summary: 'Add an item to a subscription',
    description:
      'Adds a price to an existing subscription, such as an add-on. The rest of the current period is charged as proration_behavior says; see the cost first with Preview Invoice.',
    resource: 'Subscription Item',
    url: 'https://docs.stripe.com/api/subscription_items/create',
    answer: { id: 'si_123', object: 'subscription_item', subscription: 'sub_123', quantity: 1 },
  },
  effect: 'write',
  input: {
    subscription: required(idOf('subscription'), {
      about: 'ID of the subscription to add it to',
      example: 'sub_123',
      restriction: 'Required',
    }),
    price: optional(idOf('price'), {
      about: 'ID of the recurring price to add',
      example: 'price_123',
      restriction: 'Required unless Price Data is given',
    }),
    quantity: optional(integer({ min: 0 }), { about: 'How many units', example: 1, restriction: 'Default 1' }),
    proration_behavior: optional(prorationBehavior, {
      about: 'How the rest of the current period is billed',
      example: 'create_prorations',
    }),
    ...itemBilling,
    discounts: optional(discounts, {
      about: 'Coupons or promotion codes that apply to this item',
      example: [{ coupon: 'SUMMER25' }],
    }),
    metadata: metadata({ internal_id: '123' }),
  },
  rules: [atLeastOne('price', 'price_data', 'plan')],
}))
