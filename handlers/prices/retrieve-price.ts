import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const retrievePrice = defineAction({
  name: 'retrieve-price',
  ...doc({
    summary: 'Retrieve a price by ID',
    description: 'Gives one price as it is now.',
    resource: 'Price',
    docs: 'https://docs.stripe.com/api/prices/retrieve',
    answer: { id: 'price_123', object: 'price', currency: 'usd' },
  }),
  endpoint: 'GET /v1/prices/{id}',
  effect: 'read',
  input: { price_id: its('price', 'price_123') },
  run: ({ stripe, options }, { price_id, ...params }) => stripe.prices.retrieve(price_id, params, options),
})
