import type { Context } from '../../engine/context.ts'
import { operation, resource } from '../../engine/resource.ts'
import type { Objects } from '../../engine/types.ts'

type Invoice = Objects['invoice']
type InvoiceItem = Objects['invoiceitem']
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
  const items = context.all('invoiceitem', { customer: draft.customer, pending: true }).filter((item) => {
    const of = item.parent?.subscription_details?.subscription
    return item.currency === draft.currency && (of === undefined || of === subscription)
  })
  for (const item of newestFirst(items)) attachInvoiceItem(context, item, draft.id)
  for (const { id, proration_details: details } of items) {
    const debit = details?.credited_items?.invoice_item
    const [line] = debit === undefined ? [] : context.all('line_item', { invoiceitem: id })
    if (line) context.update<'line_item'>({ ...line, parent: withCredit(context, line.parent, debit) })
  }
}

/** The order of an invoice's lines for pending items, of which those that one change has led to keep theirs. */
function newestFirst(items: InvoiceItem[]): InvoiceItem[] {
  const changes: InvoiceItem[][] = []
  for (const item of items) {
    const last = changes.at(-1)
    const isOfSameChange = item.proration && last?.[0]?.proration && last[0].date === item.date
    if (last && isOfSameChange) last.push(item)
    else changes.push([item])
  }
  return changes.reverse().flat()
}

/** A line's parent, which names the line that its credit is for: that of an invoice item. */
function withCredit(context: Context, parent: InvoiceLine['parent'], debit: string | undefined): InvoiceLine['parent'] {
  const [of] = context.all('line_item', { invoiceitem: debit })
  if (!parent?.subscription_item_details || !of) return parent
  const proration_details = { credited_items: { invoice: of.invoice ?? '', invoice_line_items: [of.id] } }
  return { ...parent, subscription_item_details: { ...parent.subscription_item_details, proration_details } }
}

/** Puts an invoice item on a draft as a line. */
export function attachInvoiceItem(context: Context, item: InvoiceItem, invoice: string): InvoiceItem {
  const of = item.parent?.subscription_details
  const credited = item.proration_details?.credited_items?.invoice_line_item_details ?? null
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
            proration_details: { credited_items: credited },
            subscription: of.subscription,
            subscription_item: of.subscription_item,
          },
          type: 'subscription_item_details',
        }
      : {
          invoice_item_details: {
            invoice_item: item.id,
            proration: false,
            proration_details: { credited_items: null },
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
    subscription_item: parent?.subscription_item_details?.subscription_item,
  }),
  operations: [
    operation('GET /v1/invoices/{id}/lines', (context, params, id = '') => {
      context.get('invoice', id)
      return context.page('line_item', context.path, params, { invoice: id }, true)
    }),
  ],
})
