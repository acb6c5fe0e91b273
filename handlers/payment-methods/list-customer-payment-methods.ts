import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, text } from '../../src/action/readers.ts'

export const listCustomerPaymentMethods = defineAction(
  'list-customer-payment-methods',
  'GET /v1/customers/{customer_id}/payment_methods',
  () => ({
    docs: {
      summary: "List a customer's payment methods",
      description:
        'Returns the cards and other payment methods that a customer has saved, newest first, a page at a time. Use the ID of one to charge the customer.',
      resource: 'PaymentMethod',
      url: 'https://docs.stripe.com/api/payment_methods/customer_list',
      answer: { object: 'list', data: [{ id: 'pm_123', object: 'payment_method', type: 'card' }], has_more: false },
    },
    effect: 'read',
    input: {
      customer_id: pathId('customer'),
      type: optional(text, { about: 'Only those of this type', example: 'card' }),
      allow_redisplay: optional(choice('always', 'limited', 'unspecified'), {
        about: 'Only those that may be shown to the customer again this freely',
        example: 'always',
      }),
    },
  }),
)
