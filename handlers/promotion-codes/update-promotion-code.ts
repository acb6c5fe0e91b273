import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updatePromotionCode = defineAction(
  'update-promotion-code',
  'POST /v1/promotion_codes/{promotion_code_id}',
  () => ({
    docs: {
      summary: 'Update a promotion code',
      description:
        'Activates or deactivates a promotion code, or changes its metadata. The code itself cannot change: create another one instead.',
      resource: 'Promotion Code',
      url: 'https://docs.stripe.com/api/promotion_codes/update',
      answer: { id: 'promo_123', object: 'promotion_code', code: 'SAVE25', active: false },
    },
    effect: 'write',
    input: {
      promotion_code_id: pathId('promotion_code'),
      active: optional(boolean, {
        about: 'Whether it can be redeemed',
        example: false,
        restriction: 'true or false; true only while its coupon is valid',
      }),
      metadata: metadata({ campaign: 'summer' }),
    },
  }),
)
