import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'

type Subscription = Objects['subscription']

/** @throws StripeError for a time that is over */
export function checkCancelAt(context: Context, at: number | null) {
  if (at !== null && at <= context.now) {
    throw invalid('Invalid timestamp: must be an integer Unix timestamp in the future.', { param: 'cancel_at' })
  }
}

type UpdateParams = Params<'POST /v1/subscriptions/{id}'>

/** @throws StripeError for another end of a subscription whose schedule says when it ends */
export function checkUnscheduled({ schedule }: Subscription, params: UpdateParams) {
  const [param] = (['cancel_at', 'cancel_at_period_end'] as const).filter((name) => params[name] !== undefined)
  if (schedule === null || param === undefined) return
  throw invalid(
    `The subscription is managed by the subscription schedule \`${String(schedule)}\`, and updating any cancelation ` +
      'behavior directly is not allowed. Please update the schedule instead.',
    { param },
  )
}

export function cancellationOf(context: Context, before: Subscription, params: UpdateParams) {
  const { cancel_at: at, cancel_at_period_end: atPeriodEnd, cancellation_details: details } = params
  if (at !== undefined && at !== null && atPeriodEnd) {
    throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      code: 'parameters_exclusive',
      param: 'cancel_at',
    })
  }
  const ends = context.all('subscription_item', { subscription: before.id }).map((item) => item.current_period_end)
  const state = { ...changed(before, {}, []) }
  if (at !== undefined || atPeriodEnd !== undefined) {
    const named = at === 'min_period_end' ? Math.min(...ends) : at === 'max_period_end' ? Math.max(...ends) : at
    state.cancel_at = atPeriodEnd ? Math.min(...ends) : typeof named === 'number' ? named : null
    if (typeof at === 'number') checkCancelAt(context, at)
    state.cancel_at_period_end = atPeriodEnd ?? false
    state.canceled_at = state.cancel_at === null ? null : context.now
  }
  const reason = state.cancel_at !== null || before.status === 'canceled' ? ('cancellation_requested' as const) : null
  return {
    cancel_at: state.cancel_at,
    cancel_at_period_end: state.cancel_at_period_end,
    canceled_at: state.canceled_at,
    cancellation_details: withDetails({ ...before, cancellation_details: { ...noDetails(before), reason } }, details),
  }
}

const noDetails = ({ cancellation_details: details }: Subscription) =>
  details ?? { comment: null, feedback: null, feedback_option: null, reason: null }

export const withDetails = (of: Subscription, params: UpdateParams['cancellation_details']) => ({
  ...noDetails(of),
  ...(params?.comment !== undefined && { comment: params.comment }),
  ...(params?.feedback !== undefined && { feedback: params.feedback }),
})
