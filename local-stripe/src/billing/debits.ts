import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'

type Item = Objects['subscription_item']
type Line = Objects['line_item']
type CreditedItems = NonNullable<Objects['invoiceitem']['proration_details']>['credited_items']

/** What an item was charged last for a time, of which a credit gives a part back. */
interface Debit {
  creditedItems: CreditedItems
  /** What was charged for all of a period, and what came off it; not known of a charge for the rest of one. */
  period: { amount: number; off: number; length: number } | null
}

/** More lines than that were made for an item before the one that is looked for. */
const MOST_LINES = 100

const detailsOf = ({ parent }: Line) => parent?.subscription_item_details

/**
 * What an item was last charged for a time, in Unix seconds: with a pending item, or on an invoice.
 * https://docs.stripe.com/billing/subscriptions/prorations#credit-proration-debit-links
 */
export function debitFor(context: Context, item: Item, start: number, end: number): Debit | undefined {
  const covers = ({ amount, period }: { amount: number; period: { start: number; end: number } }) =>
    amount > 0 && period.start <= start && period.end >= end
  const pending = context
    .all('invoiceitem', { subscription: item.subscription, pending: true })
    .filter((each) => each.parent?.subscription_details?.subscription_item === item.id && covers(each))
    .at(-1)
  if (pending) return { creditedItems: { invoice_item: pending.id, type: 'invoice_item' }, period: null }
  const lines = context.store
    .list('line_item', { filters: { subscription_item: item.id }, limit: MOST_LINES })
    .filter(covers)
  const last = lines.find(({ invoice }) => context.store.find('invoice', invoice ?? '')?.status !== 'void')
  if (!last) return undefined
  const isPart = detailsOf(last)?.proration === true
  const charged = isPart
    ? [last]
    : lines.filter((line) => line.invoice === last.invoice && !detailsOf(line)?.proration).toReversed()
  const off = charged.flatMap(({ discount_amounts: amounts }) => amounts ?? [])
  return {
    creditedItems: {
      invoice_line_item_details: { invoice: last.invoice ?? '', invoice_line_items: charged.map(({ id }) => id) },
      type: 'invoice_line_items',
    },
    period: isPart
      ? null
      : {
          amount: charged.reduce((sum, { amount }) => sum + amount, 0),
          off: off.reduce((sum, { amount }) => sum + amount, 0),
          length: last.period.end - last.period.start,
        },
  }
}
