import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, integer, object } from '../../src/action/readers.ts'
import { billingDetails, metadata } from '../inputs.ts'

export const updatePaymentMethod = defineAction(
  'update-payment-method',
  'POST /v1/payment_methods/{payment_method_id}',
  () => ({
    docs: {
      summary: 'Update a payment method',
      description:
        'Updates a payment method that is attached to a customer. Fields that you leave out keep their values. A card number cannot be changed: save the new card instead.',
      resource: 'PaymentMethod',
      url: 'https://docs.stripe.com/api/payment_methods/update',
      answer: { id: 'pm_123', object: 'payment_method', type: 'card', card: { exp_month: 12, exp_year: 2030 } },
    },
    effect: 'write',
    input: {
      payment_method_id: pathId('payment_method'),
      billing_details: optional(billingDetails, {
        about: 'Name and address that belong to the payment method',
        example: { name: 'Jane Doe', address: { postal_code: '10001', country: 'US' } },
      }),
      card: optional(
        object({ exp_month: optional(integer({ min: 1, max: 12 })), exp_year: optional(integer({ min: 1 })) }),
        { about: 'New expiry date of a card', example: { exp_month: 12, exp_year: 2030 } },
      ),
      allow_redisplay: optional(choice('always', 'limited', 'unspecified'), {
        about: 'How freely it may be shown to its customer again at checkout',
        example: 'always',
      }),
      metadata: metadata({ internal_id: '456' }),
    },
  }),
)
