import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, idOf, integer, list, object, text } from '../../src/action/readers.ts'
import { afterCompletion, completedSessions, metadata } from '../inputs.ts'

export const updatePaymentLink = defineAction(
  'update-payment-link',
  'POST /v1/payment_links/{payment_link_id}',
  () => ({
    docs: {
      summary: 'Update a payment link',
      description:
        'Updates a payment link. Fields that you leave out keep their values. Only the quantities of its items can change: to sell something else, create another link.',
      resource: 'Payment Link',
      url: 'https://docs.stripe.com/api/payment-link/update',
      answer: { id: 'plink_123', object: 'payment_link', active: true, allow_promotion_codes: true },
    },
    effect: 'write',
    input: {
      payment_link_id: pathId('payment_link'),
      active: optional(boolean, { about: 'Whether customers can pay through it', example: true }),
      line_items: optional(
        list(object({ id: required(idOf('item')), quantity: optional(integer({ min: 0 })) }), { min: 1, max: 20 }),
        {
          about: 'Quantities of its line items, each by its ID from the list of line items',
          example: [{ id: 'li_123', quantity: 2 }],
        },
      ),
      after_completion: optional(afterCompletion, {
        about: 'What customers see after paying: your page, or a message of yours',
        example: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: 'Thank you!' } },
      }),
      allow_promotion_codes: optional(boolean, { about: 'Whether the page takes promotion codes', example: true }),
      inactive_message: optional(text, {
        about: 'What customers read when the link is inactive',
        example: 'This offer has ended.',
      }),
      restrictions: optional(completedSessions, {
        about: 'How many payments the link takes before it closes',
        example: { completed_sessions: { limit: 200 } },
      }),
      metadata: metadata({ campaign: 'summer' }),
    },
  }),
)
