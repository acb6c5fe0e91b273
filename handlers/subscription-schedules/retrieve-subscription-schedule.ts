import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveSubscriptionSchedule = defineAction(
  'retrieve-subscription-schedule',
  'GET /v1/subscription_schedules/{subscription_schedule_id}',
  () => ({
    docs: {
      summary: 'Retrieve a subscription schedule by ID',
      description:
        'Returns a subscription schedule. Keep the phases in the answer that should stay when you update it.',
      resource: 'Subscription Schedule',
      url: 'https://docs.stripe.com/api/subscription_schedules/retrieve',
      answer: { id: 'sub_sched_123', object: 'subscription_schedule', status: 'active', subscription: 'sub_123' },
    },
    effect: 'read',
    input: { subscription_schedule_id: pathId('subscription_schedule') },
  }),
)
