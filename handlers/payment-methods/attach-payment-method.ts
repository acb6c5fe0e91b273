import { defineAction, pathId } from '../../src/action/define.ts'
import { required } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const attachPaymentMethod = defineAction(
  'attach-payment-method',
  'POST /v1/payment_methods/{payment_method_id}/attach',
  () => ({
    docs: {
      summary: 'Attach a payment method to a customer',
      description:
        "Saves a payment method for a customer. To charge it later without them, save it with a setup intent instead, which has their bank approve that. To make it the default for invoices, set the customer's invoice_settings.",
      resource: 'PaymentMethod',
      url: 'https://docs.stripe.com/api/payment_methods/attach',
      answer: { id: 'pm_123', object: 'payment_method', customer: 'cus_123' },
    },
    effect: 'write',
    input: {
      payment_method_id: pathId('payment_method', { customer: [null] }),
      customer: required(idOf('customer'), {
        about: 'ID of the customer to save it for',
        example: 'cus_123',
        restriction: 'Required',
      }),
    },
  }),
)
