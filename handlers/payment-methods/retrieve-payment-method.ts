import { defineAction, pathId } from '../../src/action/define.ts'

export const retrievePaymentMethod = defineAction(
  'retrieve-payment-method',
  'GET /v1/payment_methods/{payment_method_id}',
  () => ({
    docs: {
      summary: 'Retrieve a payment method by ID',
      description: 'Returns a payment method, such as the brand, last digits and expiry of a card.',
      resource: 'PaymentMethod',
      url: 'https://docs.stripe.com/api/payment_methods/retrieve',
      answer: { id: 'pm_123', object: 'payment_method', type: 'card', card: { brand: 'visa', last4: '4242' } },
    },
    effect: 'read',
    input: {
      payment_method_id: pathId('payment_method'),
    },
  }),
)
