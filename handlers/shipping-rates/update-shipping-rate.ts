import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, choice } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateShippingRate = defineAction(
  'update-shipping-rate',
  'POST /v1/shipping_rates/{shipping_rate_id}',
  () => ({
    docs: {
      summary: 'Update a shipping rate',
      description:
        'Updates a shipping rate. Fields that you leave out keep their values. Set active to false to stop offering it.',
      resource: 'Shipping Rate',
      url: 'https://docs.stripe.com/api/shipping_rates/update',
      answer: { id: 'shr_123', object: 'shipping_rate', active: false },
    },
    effect: 'write',
    input: {
      shipping_rate_id: pathId('shipping_rate'),
      active: optional(boolean, { about: 'Whether new purchases can use it', example: false }),
      tax_behavior: optional(choice('inclusive', 'exclusive', 'unspecified'), {
        about: 'Whether the amount includes tax',
        example: 'exclusive',
      }),
      metadata: metadata({ carrier: 'dhl' }),
    },
  }),
)
