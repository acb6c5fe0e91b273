import { subscriptionItems } from '../../billing/items.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { voidInvoice } from '../invoices/close.ts'
import { indexPrices } from './items.ts'
import { announceTrialEnd, scheduleNextChange } from './schedule.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']

/** An update that waits for its invoice, which it is kept with: how the subscription and its items are to be. */
export interface PendingUpdate {
  subscription: Partial<Subscription>
  items: Item[]
}

export function pendingUpdateOf(context: Context, invoice: string | null): PendingUpdate | undefined {
  const kept = invoice === null ? undefined : context.store.private<Partial<PendingUpdate>>('invoice', invoice)
  return kept?.items && kept.subscription ? { items: kept.items, subscription: kept.subscription } : undefined
}

/** They are kept in full where others are kept by their ids: until they are paid for there are no such items. */
export const asShownItems = (context: Context, items: Item[]) =>
  items.map((item) => context.show(item)) as unknown as string[]

/** Makes a subscription's items those that are given, some of which may have been there before. */
export function setItems(context: Context, of: string, items: Item[]) {
  const ids = new Set(items.map(({ id }) => id))
  const present = new Set(subscriptionItems(context, of).map(({ id }) => id))
  for (const id of present) {
    if (!ids.has(id)) context.deleted('subscription_item', id, { keepTombstone: true })
  }
  for (const item of items) {
    if (!present.has(item.id)) context.store.restore('subscription_item', item.id)
    context.update<'subscription_item'>(item)
  }
  indexPrices(context, of)
}

/** Does what has waited for an invoice that is now paid. */
export function applyPendingUpdate(
  context: Context,
  of: Subscription,
  { items, subscription }: PendingUpdate,
): Subscription {
  setItems(context, of.id, items)
  const applied = context.update<'subscription'>({ ...of, ...subscription, pending_update: null })
  context.emit('customer.subscription.pending_update_applied', applied)
  announceTrialEnd(context, of, applied)
  return scheduleNextChange(context, applied)
}

/** Voids the invoice that an update waits for, and so drops the update. */
export function dropPendingUpdate(context: Context, of: Subscription): Subscription {
  const invoice = of.pending_update && context.store.find('invoice', of.latest_invoice ?? '')
  if (invoice?.status !== 'open') return of
  voidInvoice(context, invoice)
  return context.get('subscription', of.id)
}
