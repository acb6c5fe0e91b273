import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean } from '../../src/action/readers.ts'

export const releaseSubscriptionSchedule = defineAction(
  'release-subscription-schedule',
  'POST /v1/subscription_schedules/{subscription_schedule_id}/release',
  () => ({
    docs: {
      summary: 'Release a subscription from its schedule',
      description:
        'Ends a schedule that has not started or is active, and cancels its later changes; the subscription continues as it is. Change it directly with Update Subscription afterwards.',
      resource: 'Subscription Schedule',
      url: 'https://docs.stripe.com/api/subscription_schedules/release',
      answer: {
        id: 'sub_sched_123',
        object: 'subscription_schedule',
        status: 'released',
        released_subscription: 'sub_123',
      },
    },
    effect: 'write',
    input: {
      subscription_schedule_id: pathId('subscription_schedule'),
      preserve_cancel_date: optional(boolean, {
        about: 'Whether the subscription still ends when the schedule would have ended it',
        example: true,
      }),
    },
  }),
)
