import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { choice, idOf, optional, type Shape } from '../../src/action/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listInvoices = defineAction({
  name: 'list-invoices',
  ...doc({
    summary: 'List invoices',
    description: 'Gives the invoices of the account, newest first, a page at a time.',
    resource: 'Invoice',
    docs: 'https://docs.stripe.com/api/invoices/list',
    answer: { object: 'list', data: [{ id: 'in_123', object: 'invoice' }], has_more: false },
  }),
  endpoint: 'GET /v1/invoices',
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), doc({ about: 'Only those of this customer', example: 'cus_123' })),
    status: optional(
      choice('draft', 'open', 'paid', 'uncollectible', 'void'),
      doc({
        about: 'Only those in this state',
        example: 'open',
      }),
    ),
    subscription: optional(idOf('subscription'), doc({ about: 'Only those of this subscription', example: 'sub_123' })),
    ...paging('invoice', 'in_123', 'in_456'),
  } satisfies Shape<Stripe.InvoiceListParams>,
  rules: pages,
  run: ({ stripe, options }, params) => stripe.invoices.list(params, options),
})
