import { addIntervals, type Recurring } from '../billing/periods.ts'
import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'
import { DAY } from '../time.ts'

type TestClock = Objects['test_helpers.test_clock']

const TWO_YEARS: Recurring = {
  interval: 'year',
  interval_count: 2,
  meter: null,
  trial_period_days: null,
  usage_type: 'licensed',
}

/** The latest time that a clock may be advanced to: two periods of its shortest subscription, or two years. */
function limitOf(context: Context, { frozen_time: now, id }: TestClock): number {
  const prices = context
    .all('subscription', { test_clock: id, ended: false })
    .flatMap((subscription) => context.all('subscription_item', { subscription: subscription.id }))
    .map(({ price }) => context.get('price', price).recurring)
  return Math.min(
    addIntervals(now, TWO_YEARS),
    ...prices.map((recurring) => (recurring ? addIntervals(now, recurring, 2) : Number.POSITIVE_INFINITY)),
  )
}

/**
 * Lets a clock's time pass: what is due under it happens in order, each at its own time.
 *
 * @throws StripeError for a time that is not after the clock's, or too far away
 */
function advance(context: Context, id: string, target: number): TestClock {
  const before = context.get('test_helpers.test_clock', id)
  if (target <= before.frozen_time) {
    throw invalid('The frozen time must be after the current frozen time of the test clock.', { param: 'frozen_time' })
  }
  if (target > limitOf(context, before)) {
    throw invalid(
      'The frozen time cannot be more than two intervals of the shortest subscription ahead, or two years without one.',
      { param: 'frozen_time' },
    )
  }
  const advancing = context.update<'test_helpers.test_clock'>({
    ...before,
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: target } },
  })
  context.elapse(id, target)
  context.at(target, id).update<'test_helpers.test_clock'>({
    ...context.get('test_helpers.test_clock', id),
    frozen_time: target,
    status: 'ready',
    status_details: {},
  })
  return advancing
}

/** https://docs.stripe.com/api/test_clocks and https://docs.stripe.com/billing/testing/test-clocks */
export const testClock = resource({
  object: 'test_helpers.test_clock',
  title: 'test clock',
  prefix: 'clock_',
  pathParam: 'test_clock',
  events: {
    created: 'test_helpers.test_clock.created',
    deleted: 'test_helpers.test_clock.deleted',
    changes: (before, after) => {
      if (!before || before.status === after.status) return []
      return [after.status === 'advancing' ? 'test_helpers.test_clock.advancing' : 'test_helpers.test_clock.ready']
    },
  },
  operations: [
    operation('POST /v1/test_helpers/test_clocks', (context, params) => {
      const customer = params.customer === undefined ? undefined : context.get('customer', params.customer, 'customer')
      if (customer && context.all('subscription', { customer: customer.id }).length > 0) {
        throw invalid('A customer with subscriptions cannot be given a test clock.', { param: 'customer' })
      }
      const clock = context.create<'test_helpers.test_clock'>({
        id: context.newId('test_helpers.test_clock'),
        object: 'test_helpers.test_clock',
        created: context.now,
        deletes_after: context.now + 30 * DAY,
        frozen_time: params.frozen_time,
        livemode: false,
        name: params.name ?? null,
        status: 'ready',
        status_details: {},
      })
      if (customer) context.update<'customer'>({ ...customer, test_clock: clock.id })
      return clock
    }),
    operation('POST /v1/test_helpers/test_clocks/{id}/advance', (context, params, id = '') =>
      advance(context, id, params.frozen_time),
    ),
    operation('DELETE /v1/test_helpers/test_clocks/{id}', (context, _params, id = '') => {
      context.get('test_helpers.test_clock', id)
      for (const { id: customer } of context.all('customer', { test_clock: id })) {
        context.deleted('customer', customer, { keepTombstone: true })
      }
      return context.deleted('test_helpers.test_clock', id)
    }),
    retrieve('GET /v1/test_helpers/test_clocks/{id}', 'test_helpers.test_clock'),
    list('GET /v1/test_helpers/test_clocks', 'test_helpers.test_clock'),
  ],
})
