import { defineAction, pathId } from '../../src/action/define.ts'

export const retrievePrice = defineAction('retrieve-price', 'GET /v1/prices/{price_id}', () => ({
  docs: {
    summary: 'Retrieve a price by ID',
    description: 'Returns a price.',
    resource: 'Price',
    url: 'https://docs.stripe.com/api/prices/retrieve',
    answer: { id: 'price_123', object: 'price', currency: 'usd' },
  },
  effect: 'read',
  input: { price_id: pathId('price') },
}))
