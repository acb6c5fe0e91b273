import { defineAction, pathId } from '../../src/action/define.ts'

export const retrievePromotionCode = defineAction(
  'retrieve-promotion-code',
  'GET /v1/promotion_codes/{promotion_code_id}',
  () => ({
    docs: {
      summary: 'Retrieve a promotion code by ID',
      description:
        'Returns a promotion code. To look one up by the code that customers type, use List Promotion Codes.',
      resource: 'Promotion Code',
      url: 'https://docs.stripe.com/api/promotion_codes/retrieve',
      answer: { id: 'promo_123', object: 'promotion_code', code: 'SAVE25', active: true, times_redeemed: 3 },
    },
    effect: 'read',
    input: { promotion_code_id: pathId('promotion_code') },
  }),
)
