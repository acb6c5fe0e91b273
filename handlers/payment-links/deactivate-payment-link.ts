import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { text } from '../../src/action/readers.ts'

export const deactivatePaymentLink = defineAction(
  'deactivate-payment-link',
  'POST /v1/payment_links/{payment_link_id}',
  () => ({
    docs: {
      summary: 'Deactivate a payment link',
      description:
        'Closes a payment link: its page says that it is inactive. Update Payment Link can activate it again.',
      resource: 'Payment Link',
      url: 'https://docs.stripe.com/api/payment-link/update',
      answer: { id: 'plink_123', object: 'payment_link', active: false },
    },
    effect: 'write',
    input: {
      payment_link_id: pathId('payment_link'),
      inactive_message: optional(text, {
        about: 'What customers read from now on',
        example: 'This offer has ended.',
      }),
    },
    sends: ['active'],
    params: (input) => ({ ...input, active: false }),
  }),
)
