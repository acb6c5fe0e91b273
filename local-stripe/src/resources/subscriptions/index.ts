import { invalid, noSuch } from '../../engine/errors.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import { numeric, search, token } from '../../engine/search.ts'
import { updateEntitlements } from '../entitlements.ts'
import { endSubscription } from './cancel.ts'
import { checkUnscheduled } from './cancellation.ts'
import { createSubscription } from './create.ts'
import { elapsed } from './elapsed.ts'
import { pause } from './pause.ts'
import {
  customerDeleted,
  invoicePaid,
  invoiceVoided,
  markedUncollectible,
  paymentFailed,
  setupIntentSucceeded,
} from './reactions.ts'
import { resume } from './resume.ts'
import { updateSubscription } from './update.ts'

/** https://docs.stripe.com/api/subscriptions */
export const subscription = resource({
  object: 'subscription',
  prefix: 'sub_',
  events: {
    created: 'customer.subscription.created',
    updated: 'customer.subscription.updated',
    changesStandAlone: true,
    changes: (before, after) =>
      before?.ended_at === null && after.status === 'canceled' ? ['customer.subscription.deleted'] : [],
  },
  elapsed,
  settled: (context, { customer }) => updateEntitlements(context, customer),
  reactions: {
    'customer.deleted': customerDeleted,
    'invoice.marked_uncollectible': markedUncollectible,
    'invoice.paid': invoicePaid,
    'invoice.overdue': paymentFailed,
    'invoice.payment_failed': paymentFailed,
    'invoice.voided': invoiceVoided,
    'setup_intent.succeeded': setupIntentSucceeded,
  },
  index: ({ collection_method, customer, ended_at, status, test_clock: clock }, prices) => ({
    customer,
    ...(clock && { test_clock: clock, clocked: true }),
    price: Array.isArray(prices) ? prices.map(String) : [],
    status,
    ended: ended_at !== null,
    canceled: status === 'canceled',
    collection_method,
  }),
  sublists: {
    items: {
      of: 'subscription_item',
      by: 'subscription',
      url: (id) => `/v1/subscription_items?subscription=${id}`,
      oldestFirst: true,
      shown: 'always',
      isCounted: true,
    },
  },
  operations: [
    operation('POST /v1/subscriptions', (context, params) => createSubscription(context, params)),
    operation('POST /v1/subscriptions/{id}', (context, params, id = '') => {
      checkUnscheduled(context.get('subscription', id), params)
      return updateSubscription(context, id, params)
    }),
    operation('DELETE /v1/subscriptions/{id}', (context, params, id = '') => {
      const before = context.get('subscription', id)
      if (before.ended_at !== null) throw noSuch('subscription', id, 'id', true)
      return endSubscription(context, before, params)
    }),
    operation('DELETE /v1/subscriptions/{id}/discount', (context, _params, id = '') => {
      const before = context.get('subscription', id)
      const last = context.store.find('discount', before.discounts.at(-1) ?? '')
      if (!last) throw invalid(`No active discount for subscription: ${id}`, { code: 'resource_missing' })
      context.update<'subscription'>({ ...before, discounts: before.discounts.filter((each) => each !== last.id) })
      context.emit('customer.discount.deleted', last)
      return { ...last, deleted: true }
    }),
    operation('POST /v1/subscriptions/{id}/pause', (context, params, id = '') => pause(context, id, params)),
    operation('POST /v1/subscriptions/{id}/resume', (context, params, id = '') => resume(context, id, params)),
    search('GET /v1/subscriptions/search', 'subscription', {
      created: numeric(({ created }) => created),
      status: token(({ status }) => status),
    }),
    retrieve('GET /v1/subscriptions/{id}', 'subscription'),
    list('GET /v1/subscriptions', 'subscription', ({ test_clock: clock, ...params }) => {
      const { collection_method, customer, plan, price, status } = params
      return {
        customer,
        test_clock: clock,
        clocked: customer === undefined && clock === undefined ? { not: true } : undefined,
        price: price ?? plan,
        collection_method,
        ...(status === undefined && { canceled: false }),
        ...(status === 'ended' && { ended: true }),
        ...(status !== 'all' && status !== 'ended' && { status }),
      }
    }),
  ],
})
