import { defineAction, type Retrieve } from '../../src/action/define.ts'
import { optional, type Rule } from '../../src/action/fields.ts'
import { currency, idOf, integer, text } from '../../src/action/readers.ts'
import { atLeastOne, exactlyOne, exclusive } from '../../src/action/rules.ts'
import { metadata } from '../inputs.ts'

const currencyWithAmount: Rule = ({ amount, currency }) =>
  amount !== undefined && currency === undefined ? { param: 'currency', message: 'is required with amount' } : undefined

/** Stripe takes two more ways to say what it costs. */
const isPriced: Rule = (given) => {
  const other = ['price_data', 'unit_amount_decimal'].find((name) => given[name] !== undefined)
  return (other === undefined ? exactlyOne('price', 'amount') : exclusive(other, 'price', 'amount'))(given)
}

/** The customer that an invoice bills: Stripe requires it beside the invoice. */
async function billedBy(invoice: string, retrieve: Retrieve) {
  const { customer, customer_account } = await retrieve('invoice', invoice)
  if (typeof customer === 'string') return { customer }
  return typeof customer_account === 'string' ? { customer_account } : {}
}

export const createInvoiceItem = defineAction('create-invoice-item', 'POST /v1/invoiceitems', () => ({
  docs: {
    summary: 'Add a line item to a customer (or to a draft invoice)',
    description: 'Adds a one-off charge, usage or credit to the next invoice of a customer, or to a draft invoice.',
    resource: 'Invoice Item',
    url: 'https://docs.stripe.com/api/invoiceitems/create',
    answer: { id: 'ii_123', object: 'invoiceitem', customer: 'cus_123', amount: 1000 },
  },
  effect: 'write',
  input: {
    customer: optional(idOf('customer'), {
      about: "ID of the customer to bill; by default the invoice's",
      example: 'cus_123',
      restriction: 'Required (unless attaching to an invoice)',
    }),
    invoice: optional(idOf('invoice'), { about: 'ID of the draft invoice to add it to', example: 'in_123' }),
    amount: optional(integer(), {
      about: "Amount in the currency's smallest unit, negative for a credit",
      example: 1000,
    }),
    currency: optional(currency, {
      about: 'Currency of the amount',
      example: 'usd',
      restriction: 'Required if using Amount',
    }),
    quantity: optional(integer({ min: 0 }), { about: 'How many units', example: 1, restriction: 'Default 1' }),
    description: optional(text, { about: 'What the invoice says of it', example: 'One-time setup fee' }),
    metadata: metadata({ ref: '123' }),
    price: optional(idOf('price', { type: ['one_time'] }), {
      about: 'ID of a one-time price',
      example: 'price_123',
      restriction: 'Use Price or Amount + Currency',
    }),
  },
  sends: ['pricing'],
  rules: [atLeastOne('customer', 'invoice'), isPriced, currencyWithAmount],
  params: async ({ price, ...input }, retrieve) => {
    const { customer, invoice } = input
    const isBilled = customer !== undefined || 'customer_account' in input
    const billed = !isBilled && invoice !== undefined ? await billedBy(invoice, retrieve) : {}
    return { ...input, ...billed, ...(price !== undefined && { pricing: { price } }) }
  },
}))
