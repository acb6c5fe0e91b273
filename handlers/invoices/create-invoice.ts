import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import {
  boolean,
  choice,
  idOf,
  integer,
  optional,
  required,
  type Shape,
  text,
  timestamp,
} from '../../src/action/inputs.ts'
import { dueWhenSent, newMetadata } from '../inputs.ts'

export const createInvoice = defineAction({
  name: 'create-invoice',
  ...doc({
    summary: 'Create an invoice',
    description: 'Creates a draft invoice for a customer; add lines to it with Create Invoice Item.',
    resource: 'Invoice',
    docs: 'https://docs.stripe.com/api/invoices/create',
    answer: { id: 'in_123', object: 'invoice', customer: 'cus_123' },
  }),
  endpoint: 'POST /v1/invoices',
  effect: 'write',
  input: {
    customer: required(
      idOf('customer'),
      doc({
        about: 'ID of the customer to bill',
        example: 'cus_123',
        restriction: 'Required',
      }),
    ),
    auto_advance: optional(
      boolean,
      doc({ about: 'Whether Stripe finalizes and collects it by itself', example: true }),
    ),
    collection_method: optional(
      choice('charge_automatically', 'send_invoice'),
      doc({
        about: 'Whether the customer is charged, or is sent the invoice to pay',
        example: 'charge_automatically',
        restriction: 'charge_automatically or send_invoice',
      }),
    ),
    description: optional(text, doc({ about: 'A note shown on the invoice', example: 'Monthly invoice' })),
    days_until_due: optional(
      integer({ min: 1 }),
      doc({
        about: 'Days that the customer has to pay an invoice that is sent',
        example: 30,
        restriction: 'Positive integer',
      }),
    ),
    due_date: optional(timestamp, doc({ about: 'When an invoice that is sent is due', example: 1672531200 })),
    metadata: newMetadata({ internal_id: '123' }),
  } satisfies Shape<Stripe.InvoiceCreateParams>,
  rules: [dueWhenSent('days_until_due', 'due_date')],
  run: ({ stripe, options }, params) => stripe.invoices.create(params, options),
})
