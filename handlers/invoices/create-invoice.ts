import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, idOf, integer, text, timestamp } from '../../src/action/readers.ts'
import { metadata, requiresDueDate } from '../inputs.ts'

export const createInvoice = defineAction('create-invoice', 'POST /v1/invoices', () => ({
  docs: {
    summary: 'Create an invoice',
    description: 'Creates a draft invoice for a customer; add lines to it with Create Invoice Item.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/create',
    answer: { id: 'in_123', object: 'invoice', customer: 'cus_123' },
  },
  effect: 'write',
  input: {
    customer: required(idOf('customer'), {
      about: 'ID of the customer to bill',
      example: 'cus_123',
      restriction: 'Required',
    }),
    auto_advance: optional(boolean, { about: 'Whether Stripe finalizes and collects it by itself', example: true }),
    collection_method: optional(choice('charge_automatically', 'send_invoice'), {
      about: 'Whether the customer is charged, or is sent the invoice to pay',
      example: 'charge_automatically',
      restriction: 'charge_automatically or send_invoice',
    }),
    description: optional(text, { about: 'A note shown on the invoice', example: 'Monthly invoice' }),
    days_until_due: optional(integer({ min: 1 }), {
      about: 'Days that the customer has to pay an invoice that is sent',
      example: 30,
      restriction: 'Positive integer',
    }),
    due_date: optional(timestamp, { about: 'When an invoice that is sent is due', example: 1672531200 }),
    metadata: metadata({ internal_id: '123' }),
  },
  rules: [requiresDueDate('days_until_due', 'due_date')],
}))
