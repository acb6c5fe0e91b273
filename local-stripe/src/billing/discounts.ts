import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { hasEnded, termsOfDiscount } from '../resources/discounts.ts'
import { subscriptionItems } from './items.ts'

type Invoice = Objects['invoice']

/** A discount that is for once is over when an invoice has it; one for some months, when these are. */
export function endUsedDiscounts(context: Context, draft: Invoice): Invoice {
  const id = draft.parent?.subscription_details?.subscription ?? ''
  const of = context.get('subscription', id)
  const used = new Set(
    (draft.total_discount_amounts ?? []).filter(({ amount }) => amount > 0).map(({ discount }) => discount),
  )
  const stays = (discount: string) =>
    !hasEnded(context, discount) && !(used.has(discount) && termsOfDiscount(context, discount)?.duration === 'once')
  const staying = (discounts: string[]) => {
    for (const over of discounts.filter((each) => !stays(each))) discountEnded(context, over)
    return discounts.filter(stays)
  }
  for (const item of subscriptionItems(context, id)) {
    const discounts = staying(item.discounts)
    if (discounts.length < item.discounts.length) context.update<'subscription_item'>({ ...item, discounts })
  }
  const discounts = staying(of.discounts)
  if (discounts.length < of.discounts.length) context.update<'subscription'>({ ...of, discounts })
  return draft
}

export function discountEnded(context: Context, id: string) {
  const over = context.store.find('discount', id)
  if (over) context.emit('customer.discount.deleted', { ...over, end: over.end ?? context.now })
}
