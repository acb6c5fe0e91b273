import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveShippingRate = defineAction(
  'retrieve-shipping-rate',
  'GET /v1/shipping_rates/{shipping_rate_id}',
  () => ({
    docs: {
      summary: 'Retrieve a shipping rate by ID',
      description: 'Returns a shipping rate.',
      resource: 'Shipping Rate',
      url: 'https://docs.stripe.com/api/shipping_rates/retrieve',
      answer: { id: 'shr_123', object: 'shipping_rate', display_name: 'Ground shipping' },
    },
    effect: 'read',
    input: {
      shipping_rate_id: pathId('shipping_rate'),
    },
  }),
)
