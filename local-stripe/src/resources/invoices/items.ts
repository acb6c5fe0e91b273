import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'

type InvoiceItem = Objects['invoiceitem']

/** What an invoice item is made of; the rest of it follows, unless it is named. */
type NewItem = Pick<InvoiceItem, 'amount' | 'currency' | 'customer' | 'description' | 'pricing'> & Partial<InvoiceItem>

/** Stores an item that waits for an invoice. */
export function createPendingItem(context: Context, of: NewItem): InvoiceItem {
  const quantity = of.quantity ?? 1
  return context.create<'invoiceitem'>({
    id: context.newId('invoiceitem'),
    object: 'invoiceitem',
    customer_account: null,
    date: context.now,
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: of.amount,
    parent: null,
    period: { end: context.now, start: context.now },
    proration: false,
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: [],
    test_clock: context.clock,
    ...of,
  })
}
