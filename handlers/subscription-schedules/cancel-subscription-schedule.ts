import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean } from '../../src/action/readers.ts'

export const cancelSubscriptionSchedule = defineAction(
  'cancel-subscription-schedule',
  'POST /v1/subscription_schedules/{subscription_schedule_id}/cancel',
  () => ({
    docs: {
      summary: 'Cancel a subscription schedule and its subscription',
      description:
        'Ends a schedule that has not started or is active, and its subscription, immediately. To keep the subscription, use Release Subscription Schedule.',
      resource: 'Subscription Schedule',
      url: 'https://docs.stripe.com/api/subscription_schedules/cancel',
      answer: { id: 'sub_sched_123', object: 'subscription_schedule', status: 'canceled' },
    },
    effect: 'destructive',
    input: {
      subscription_schedule_id: pathId('subscription_schedule'),
      invoice_now: optional(boolean, {
        about: 'Whether usage and prorations that are not billed yet are invoiced now',
        example: true,
        restriction: 'true or false; default true',
      }),
      prorate: optional(boolean, {
        about: 'Whether the unused rest of the period is credited',
        example: true,
        restriction: 'true or false; default true',
      }),
    },
  }),
)
