import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, choice, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updatePrice = defineAction('update-price', 'POST /v1/prices/{price_id}', () => ({
  docs: {
    summary: 'Update a price',
    description:
      'Updates a price. Fields that you leave out keep their values. An amount cannot change: create another price.',
    resource: 'Price',
    url: 'https://docs.stripe.com/api/prices/update',
    answer: { id: 'price_123', object: 'price', active: false },
  },
  effect: 'write',
  input: {
    price_id: pathId('price'),
    active: optional(boolean, { about: 'Whether it can be bought', example: false }),
    nickname: optional(text, { about: 'A short name, not shown to customers', example: 'Updated Monthly' }),
    lookup_key: optional(text, { about: 'A key of yours to find it by', example: 'premium_monthly_v2' }),
    tax_behavior: optional(choice('exclusive', 'inclusive', 'unspecified'), {
      about: 'Whether the amount holds the tax; once set, it is final',
      example: 'inclusive',
    }),
    metadata: metadata({ internal_id: '456' }),
  },
}))
