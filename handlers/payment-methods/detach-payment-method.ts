import { defineAction, pathId } from '../../src/action/define.ts'

export const detachPaymentMethod = defineAction(
  'detach-payment-method',
  'POST /v1/payment_methods/{payment_method_id}/detach',
  () => ({
    docs: {
      summary: 'Detach a payment method from its customer',
      description:
        'Permanently removes a saved payment method from its customer: it can neither be charged nor attached again. Subscriptions that pay with it need another one.',
      resource: 'PaymentMethod',
      url: 'https://docs.stripe.com/api/payment_methods/detach',
      answer: { id: 'pm_123', object: 'payment_method', customer: null },
    },
    effect: 'destructive',
    input: {
      payment_method_id: pathId('payment_method'),
    },
  }),
)
