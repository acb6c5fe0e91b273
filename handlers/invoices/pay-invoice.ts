import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, idOf } from '../../src/action/readers.ts'

export const payInvoice = defineAction('pay-invoice', 'POST /v1/invoices/{invoice_id}/pay', () => ({
  docs: {
    summary: 'Pay an invoice',
    description:
      'Charges the customer for an invoice now, or records that they paid it outside Stripe; a draft is finalized first. A declined payment is an error, and the invoice stays open.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/pay',
    answer: { id: 'in_123', object: 'invoice', status: 'paid', amount_paid: 1000 },
  },
  effect: 'destructive',
  input: {
    invoice_id: pathId('invoice', { status: ['open'] }),
    payment_method: optional(idOf('payment_method'), {
      about: "ID of the customer's payment method to charge, in place of the default one",
      example: 'pm_123',
    }),
    paid_out_of_band: optional(boolean, {
      about: 'Whether the customer paid outside Stripe, so that nothing is charged',
      example: true,
    }),
    off_session: optional(boolean, {
      about: 'Whether the customer is absent and cannot authenticate the payment',
      example: true,
      restriction: 'true or false; default true',
    }),
    forgive: optional(boolean, {
      about: 'Whether an amount that is too small settles the whole invoice',
      example: false,
      restriction: 'true or false; default false',
    }),
  },
}))
