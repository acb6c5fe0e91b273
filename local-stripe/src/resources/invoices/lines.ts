import type { Context } from '../../engine/context.ts'
import { operation, resource } from '../../engine/resource.ts'
import type { Objects } from '../../engine/types.ts'

type Invoice = Objects['invoice']
type InvoiceLine = Objects['line_item']

type NewLine = Pick<
  InvoiceLine,
  'amount' | 'currency' | 'description' | 'metadata' | 'parent' | 'period' | 'pricing' | 'quantity' | 'subscription'
> & {
  /** Where that is no whole number. */
  quantityDecimal?: string
  discountable?: boolean
  discounts?: string[]
  /** Ids; with none, the invoice's own rates hold. */
  taxRates?: string[]
}

export function addLine(context: Context, invoice: string, of: NewLine): InvoiceLine {
  const line: InvoiceLine = {
    id: context.newId('line_item'),
    object: 'line_item',
    amount: of.amount,
    currency: of.currency,
    description: of.description,
    discount_amounts: [],
    discountable: of.discountable ?? true,
    discounts: of.discounts ?? [],
    invoice,
    livemode: false,
    metadata: of.metadata,
    parent: of.parent,
    period: of.period,
    pretax_credit_amounts: [],
    pricing: of.pricing,
    quantity: of.quantity,
    quantity_decimal: of.quantityDecimal ?? (of.quantity === null ? null : String(of.quantity)),
    subscription: of.subscription,
    subtotal: of.amount,
    taxes: [],
  }
  return context.create<'line_item'>(line, of.taxRates?.length ? of.taxRates : undefined)
}

/** Moves the customer's pending items in its currency to a draft: those of its subscription and of none. */
export function addPendingItems(context: Context, draft: Invoice, subscription?: string) {
  for (const item of context.all('invoiceitem', { customer: draft.customer, pending: true })) {
    const of = item.parent?.subscription_details?.subscription
    if (item.currency === draft.currency && (of === undefined || of === subscription)) {
      attachInvoiceItem(context, item, draft.id)
    }
  }
}

/** Puts an invoice item on a draft as a line. */
export function attachInvoiceItem(
  context: Context,
  item: Objects['invoiceitem'],
  invoice: string,
): Objects['invoiceitem'] {
  const of = item.parent?.subscription_details
  addLine(context, invoice, {
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discountable: item.discountable,
    discounts: item.discounts ?? [],
    metadata: item.metadata ?? {},
    parent: of?.subscription_item
      ? {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: item.id,
            proration: item.proration,
            proration_details: { credited_items: null },
            subscription: of.subscription,
            subscription_item: of.subscription_item,
          },
          type: 'subscription_item_details',
        }
      : {
          invoice_item_details: {
            invoice_item: item.id,
            proration: false,
            proration_details: null,
            subscription: of?.subscription ?? null,
          },
          subscription_item_details: null,
          type: 'invoice_item_details',
        },
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantityDecimal: item.quantity_decimal,
    subscription: of?.subscription ?? null,
    taxRates: item.tax_rates ?? [],
  })
  return context.update<'invoiceitem'>({ ...item, invoice })
}

/** https://docs.stripe.com/api/invoice-line-item */
export const lineItem = resource({
  object: 'line_item',
  prefix: 'il_',
  index: ({ invoice, parent }) => ({
    invoice,
    invoiceitem: parent?.invoice_item_details?.invoice_item ?? parent?.subscription_item_details?.invoice_item,
  }),
  operations: [
    operation('GET /v1/invoices/{id}/lines', (context, params, id = '') => {
      context.get('invoice', id)
      return context.page('line_item', context.path, params, { invoice: id }, true)
    }),
  ],
})
