import type { Context } from '../../engine/context.ts'
import { isWithin, pageOf } from '../../engine/lists.ts'
import { operation, resource, retrieve } from '../../engine/resource.ts'
import type { Objects, Page, Params } from '../../engine/types.ts'
import { endSubscription } from '../subscriptions/cancel.ts'
import { elapsed, release } from './advance.ts'
import { create } from './create.ts'
import type { Schedule } from './phases.ts'
import { checkRunning, update } from './update.ts'

type CancelParams = Params<'POST /v1/subscription_schedules/{id}/cancel'>

function canceled(context: Context, schedule: Schedule): Schedule {
  const after = context.update<'subscription_schedule'>({
    ...schedule,
    canceled_at: context.now,
    current_phase: null,
    status: 'canceled',
  })
  context.schedule(after, null)
  return after
}

/** Ends a schedule and its subscription at once. https://docs.stripe.com/api/subscription_schedules/cancel */
function cancel(context: Context, id: string, { invoice_now = true, prorate = true }: CancelParams): Schedule {
  const before = context.get('subscription_schedule', id)
  checkRunning(before, 'cancel')
  const after = canceled(context, before)
  const of = context.store.find('subscription', before.subscription ?? '')
  if (of && of.ended_at === null) endSubscription(context, of, { invoice_now, prorate })
  context.emit('subscription_schedule.canceled', after)
  return after
}

/** A schedule has nothing more to change once its subscription is over. */
function subscriptionEnded(context: Context, of: Objects['subscription']) {
  const schedule = context.store.find('subscription_schedule', of.schedule ?? '')
  if (schedule?.status !== 'active') return
  const isUnpaid = of.cancellation_details?.reason === 'payment_failed'
  context.emit(
    isUnpaid ? 'subscription_schedule.aborted' : 'subscription_schedule.canceled',
    canceled(context, schedule),
  )
}

function listed(context: Context, params: Params<'GET /v1/subscription_schedules'>): Page {
  const { canceled_at: canceledAt, completed_at: completedAt, created, released_at: releasedAt } = params
  const isIn = (time: number | null, range: typeof created) =>
    range === undefined || (time !== null && isWithin(time, range))
  const { customer, scheduled } = params
  if (customer !== undefined) context.get('customer', customer, 'customer')
  const all = context
    .all('subscription_schedule', { customer, ...(scheduled && { status: 'not_started' }) })
    .filter(
      (each) =>
        isIn(each.canceled_at, canceledAt) &&
        isIn(each.completed_at, completedAt) &&
        isIn(each.created, created) &&
        isIn(each.released_at, releasedAt),
    )
    .reverse()
  const { data, hasMore } = pageOf(all, params, TITLE)
  return { object: 'list', of: 'subscription_schedule', data, has_more: hasMore, url: context.path }
}

const TITLE = 'subscription schedule'

/** https://docs.stripe.com/api/subscription_schedules */
export const subscriptionSchedule = resource({
  object: 'subscription_schedule',
  title: TITLE,
  prefix: 'sub_sched_',
  events: { created: 'subscription_schedule.created', updated: 'subscription_schedule.updated' },
  index: ({ customer, status }) => ({ customer, status }),
  elapsed,
  reactions: { 'customer.subscription.deleted': subscriptionEnded },
  operations: [
    operation('POST /v1/subscription_schedules', create),
    operation('POST /v1/subscription_schedules/{id}', (context, params, id = '') => update(context, id, params)),
    operation('POST /v1/subscription_schedules/{id}/cancel', (context, params, id = '') => cancel(context, id, params)),
    operation('POST /v1/subscription_schedules/{id}/release', (context, params, id = '') => {
      const before = context.get('subscription_schedule', id)
      checkRunning(before, 'release')
      return release(context, before, params.preserve_cancel_date)
    }),
    retrieve('GET /v1/subscription_schedules/{id}', 'subscription_schedule'),
    operation('GET /v1/subscription_schedules', listed),
  ],
})
