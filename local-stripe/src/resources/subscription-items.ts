import { recurringOf, subscriptionItems } from '../billing/items.ts'
import type { Context } from '../engine/context.ts'
import { operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'
import { updateEntitlements } from './entitlements.ts'
import { pendingUpdateOf } from './subscriptions/pending-update.ts'
import { updateSubscription } from './subscriptions/update.ts'

type Item = Objects['subscription_item']

/** The older form of a recurring price, in which subscription items still show theirs. */
function planOf(context: Context, item: Item) {
  const price = context.get('price', item.price)
  const { interval, interval_count, meter, trial_period_days, usage_type } = recurringOf(price)
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval,
    interval_count,
    livemode: false,
    metadata: price.metadata,
    meter,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: price.tiers_mode,
    transform_usage: price.transform_quantity,
    trial_period_days,
    usage_type,
  }
}

/** Parameters without those that were not given. */
const given = <T extends object>(params: T) =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as Partial<T>

/** https://docs.stripe.com/api/subscription_items */
export const subscriptionItem = resource({
  object: 'subscription_item',
  title: 'subscription item',
  prefix: 'si_',
  idLength: 14,
  index: ({ price, subscription }) => ({ subscription, price }),
  includes: { plan: planOf },
  settled: (context, { subscription }) => {
    const of = context.store.find('subscription', subscription)
    if (of) updateEntitlements(context, of.customer)
  },
  operations: [
    operation('POST /v1/subscription_items', (context, { expand: _expand, subscription: id, ...params }) => {
      const { proration_behavior, proration_date, payment_behavior, ...item } = params
      context.get('subscription', id, 'subscription')
      const before = new Set(subscriptionItems(context, id).map((each) => each.id))
      updateSubscription(context, id, {
        items: [item],
        ...given({ proration_behavior, proration_date, payment_behavior }),
      })
      const { latest_invoice: invoice } = context.get('subscription', id)
      const items = [...subscriptionItems(context, id), ...(pendingUpdateOf(context, invoice)?.items ?? [])]
      const added = items.find((each) => !before.has(each.id))
      if (!added) throw new Error(`no item was added to ${id}`)
      return added
    }),
    operation('POST /v1/subscription_items/{id}', (context, { expand: _expand, ...params }, id = '') => {
      const { off_session, proration_behavior, proration_date, payment_behavior, ...item } = params
      const how = given({ off_session, proration_behavior, proration_date, payment_behavior })
      updateSubscription(context, context.get('subscription_item', id).subscription, {
        items: [{ id, ...item }],
        ...how,
      })
      return context.get('subscription_item', id)
    }),
    operation('DELETE /v1/subscription_items/{id}', (context, params, id = '') => {
      const { proration_behavior, proration_date } = params
      const items = [{ id, deleted: true }]
      const { subscription: of } = context.get('subscription_item', id)
      updateSubscription(context, of, { items, ...given({ proration_behavior, proration_date }) })
      return { id, object: 'subscription_item', deleted: true }
    }),
    retrieve('GET /v1/subscription_items/{id}', 'subscription_item'),
    operation('GET /v1/subscription_items', (context, params) => {
      const { id } = context.get('subscription', params.subscription, 'subscription')
      return context.page('subscription_item', context.path, params, { subscription: id }, true)
    }),
  ],
})
