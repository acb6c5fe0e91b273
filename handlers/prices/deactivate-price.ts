import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const deactivatePrice = defineAction({
  name: 'deactivate-price',
  ...doc({
    summary: 'Deactivate a price',
    description: 'Takes a price off sale; subscriptions that have it keep it. Update Price can activate it again.',
    resource: 'Price',
    docs: 'https://docs.stripe.com/api/prices/update',
    answer: { id: 'price_123', object: 'price', active: false },
  }),
  endpoint: 'POST /v1/prices/{id}',
  effect: 'write',
  input: { price_id: its('price', 'price_123') },
  sends: ['active'],
  run: ({ stripe, options }, { price_id, ...params }) =>
    stripe.prices.update(price_id, { ...params, active: false }, options),
})
