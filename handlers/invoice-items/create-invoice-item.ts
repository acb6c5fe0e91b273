import type Stripe from 'stripe'
import { type Context, defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import {
  atLeastOne,
  currency,
  exactlyOne,
  idOf,
  integer,
  optional,
  type Rule,
  type Shape,
  text,
} from '../../src/action/inputs.ts'
import { newMetadata } from '../inputs.ts'

const currencyWithAmount: Rule = ({ amount, currency }) =>
  amount !== undefined && currency === undefined ? { param: 'currency', message: 'is required with amount' } : undefined

/** Whom an invoice bills: Stripe wants the customer named, also beside the invoice. */
async function billedBy({ lookUp, options }: Context, invoice: string) {
  const { customer, customer_account } = await lookUp().invoices.retrieve(invoice, {}, options)
  // Of an invoice that bills nobody, as none of Stripe's does, Stripe is to say what is wrong.
  if (!customer) return customer_account && { customer_account }
  return { customer: typeof customer === 'string' ? customer : customer.id }
}

export const createInvoiceItem = defineAction({
  name: 'create-invoice-item',
  ...doc({
    summary: 'Add a line item to a customer (or to a draft invoice)',
    description: 'Adds a one-off charge, usage or credit to the next invoice of a customer, or to a draft invoice.',
    resource: 'Invoice Item',
    docs: 'https://docs.stripe.com/api/invoiceitems/create',
    answer: { id: 'ii_123', object: 'invoiceitem', customer: 'cus_123', amount: 1000 },
  }),
  endpoint: 'POST /v1/invoiceitems',
  effect: 'write',
  input: {
    ...({
      customer: optional(
        idOf('customer'),
        doc({
          about: 'ID of the customer to bill; of the invoice, if that is given alone',
          example: 'cus_123',
          restriction: 'Required (unless attaching to an invoice)',
        }),
      ),
      invoice: optional(idOf('invoice'), doc({ about: 'ID of the draft invoice to add it to', example: 'in_123' })),
      amount: optional(integer(), doc({ about: 'Amount in cents, below 0 for a credit', example: 1000 })),
      currency: optional(
        currency,
        doc({
          about: 'Currency of the amount',
          example: 'usd',
          restriction: 'Required if using Amount',
        }),
      ),
      quantity: optional(integer({ min: 0 }), doc({ about: 'How many units', example: 1, restriction: 'Default 1' })),
      description: optional(text, doc({ about: 'What the invoice says of it', example: 'One-time setup fee' })),
      metadata: newMetadata({ ref: '123' }),
    } satisfies Shape<Stripe.InvoiceItemCreateParams>),
    price: optional(
      idOf('price'),
      doc({
        about: 'ID of a one-time price',
        example: 'price_123',
        restriction: 'Use Price or Amount + Currency',
      }),
    ),
  },
  sends: ['pricing'],
  rules: [atLeastOne('customer', 'invoice'), exactlyOne('price', 'amount'), currencyWithAmount],
  run: async (context, { price, ...params }) => {
    const billed =
      params.customer === undefined && params.invoice !== undefined && (await billedBy(context, params.invoice))
    return context.stripe.invoiceItems.create(
      { ...params, ...billed, ...(price !== undefined && { pricing: { price } }) },
      context.options,
    )
  },
})
