import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const retrievePrice = defineAction({
  name: 'retrieve-price',
  summary: 'Retrieve a price by ID',
  description: 'Gives one price as it is now.',
  resource: 'Price',
  endpoint: 'GET /v1/prices/{id}',
  docs: 'https://docs.stripe.com/api/prices/retrieve',
  effect: 'read',
  input: { price_id: its('price', 'price_123') },
  answer: { id: 'price_123', object: 'price', currency: 'usd' },
  run: ({ stripe, options }, { price_id, ...params }) => stripe.prices.retrieve(price_id, params, options),
})
