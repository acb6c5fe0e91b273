import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const deactivatePrice = defineAction({
  name: 'deactivate-price',
  summary: 'Deactivate a price',
  description: 'Takes a price off sale; subscriptions that have it keep it. Update Price can activate it again.',
  resource: 'Price',
  endpoint: 'POST /v1/prices/{id}',
  docs: 'https://docs.stripe.com/api/prices/update',
  effect: 'write',
  input: { price_id: its('price', 'price_123') },
  sends: ['active'],
  answer: { id: 'price_123', object: 'price', active: false },
  run: ({ stripe, options }, { price_id, ...params }) =>
    stripe.prices.update(price_id, { ...params, active: false }, options),
})
