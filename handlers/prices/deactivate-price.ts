import { defineAction, pathId } from '../../src/action/define.ts'

export const deactivatePrice = defineAction('deactivate-price', 'POST /v1/prices/{price_id}', () => ({
  docs: {
    summary: 'Deactivate a price',
    description:
      'Deactivates a price: it can no longer be bought. Existing subscriptions keep it. Update Price can activate it again.',
    resource: 'Price',
    url: 'https://docs.stripe.com/api/prices/update',
    answer: { id: 'price_123', object: 'price', active: false },
  },
  effect: 'write',
  input: { price_id: pathId('price') },
  sends: ['active'],
  params: (input) => ({ ...input, active: false }),
}))
