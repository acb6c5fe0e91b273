import { isMetered } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { updateTotals } from '../invoices/totals.ts'
import { credit, currencyOf, debit, type Grant, isUsable, leftOf } from './ledger.ts'

type Invoice = Objects['invoice']
type Line = Objects['line_item']

/** The order in which grants are used: https://docs.stripe.com/billing/subscriptions/usage-based/billing-credits */
function inOrder(a: Grant, b: Grant): number {
  const isPaid = ({ category }: Grant) => (category === 'promotional' ? 0 : 1)
  return (
    (a.priority ?? 0) - (b.priority ?? 0) ||
    (a.expires_at ?? Number.MAX_SAFE_INTEGER) - (b.expires_at ?? Number.MAX_SAFE_INTEGER) ||
    isPaid(a) - isPaid(b) ||
    (a.effective_at ?? 0) - (b.effective_at ?? 0) ||
    a.created - b.created
  )
}

export const covers = ({ applicability_config: { scope } }: Grant, price: string) =>
  scope.price_type === 'metered' || (scope.prices ?? []).some(({ id }) => id === price)

/** The price by whose meter a line is billed. */
function meteredPrice(context: Context, { parent, pricing }: Line): string | undefined {
  const id = pricing?.price_details?.price
  const price = parent?.subscription_item_details && id ? context.store.find('price', id) : undefined
  return price && isMetered(price) ? price.id : undefined
}

/**
 * Has a customer's credits pay for the usage on a draft: after its discounts and before its taxes, when it is
 * finalized. https://docs.stripe.com/billing/subscriptions/usage-based/billing-credits
 */
export function applyCredits(context: Context, draft: Invoice): Invoice {
  const customer = draft.customer ?? ''
  const grants = context
    .all('billing.credit_grant', { customer })
    .filter((grant) => currencyOf(grant) === draft.currency && isUsable(context, grant))
    .sort(inOrder)
  if (grants.length === 0) return draft
  for (const line of context.all('line_item', { invoice: draft.id })) {
    const price = meteredPrice(context, line)
    if (price === undefined) continue
    const off = (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0)
    let due = line.amount - off
    for (const grant of grants.filter((each) => covers(each, price))) {
      const used = Math.min(due, leftOf(context, grant))
      if (used <= 0) continue
      const credits_applied = { invoice: draft.id, invoice_line_item: line.id }
      debit(context, grant, used, { type: 'credits_applied', credits_applied })
      due -= used
    }
  }
  return updateTotals(context, draft.id)
}

/** Gives back what an invoice has used that is void; of a grant that is over by now it expires at once. */
export function returnCredits(context: Context, { id }: Invoice) {
  for (const entry of context.all('billing.credit_balance_transaction', { invoice: id })) {
    const [applied, value] = [entry.debit?.credits_applied, entry.debit?.amount.monetary?.value]
    if (!applied || !value) continue
    const grant = context.get('billing.credit_grant', entry.credit_grant)
    credit(context, grant, value, applied)
    if (grant.voided_at === null && (grant.expires_at === null || grant.expires_at > context.now)) continue
    debit(context, grant, value, { type: grant.voided_at === null ? 'credits_expired' : 'credits_voided' })
  }
}
