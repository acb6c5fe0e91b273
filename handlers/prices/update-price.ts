import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { boolean, type Changes, choice, clearable, optional, text } from '../../src/action/inputs.ts'
import { aboutMetadata, changedMetadata, its } from '../inputs.ts'

export const updatePrice = defineAction({
  name: 'update-price',
  ...doc({
    summary: 'Update a price',
    description:
      'Changes the given fields of a price; the others stay as they are. An amount cannot change: create another price.',
    resource: 'Price',
    docs: 'https://docs.stripe.com/api/prices/update',
    answer: { id: 'price_123', object: 'price', active: false },
  }),
  endpoint: 'POST /v1/prices/{id}',
  effect: 'write',
  input: {
    price_id: its('price', 'price_123'),
    ...({
      active: optional(boolean, doc({ about: 'Whether it can be bought', example: false })),
      nickname: optional(text, doc({ about: 'A short name, not shown to customers', example: 'Updated Monthly' })),
      lookup_key: optional(text, doc({ about: 'A key of yours to find it by', example: 'premium_monthly_v2' })),
      tax_behavior: optional(
        choice('exclusive', 'inclusive', 'unspecified'),
        doc({
          about: 'Whether the amount holds the tax; once set, it is final',
          example: 'inclusive',
        }),
      ),
      metadata: clearable(changedMetadata, aboutMetadata({ internal_id: '456' })),
    } satisfies Changes<Stripe.PriceUpdateParams>),
  },
  run: ({ stripe, options }, { price_id, ...params }) => stripe.prices.update(price_id, params, options),
})
