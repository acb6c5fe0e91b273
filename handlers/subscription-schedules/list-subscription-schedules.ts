import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, idOf } from '../../src/action/readers.ts'

export const listSubscriptionSchedules = defineAction(
  'list-subscription-schedules',
  'GET /v1/subscription_schedules',
  () => ({
    docs: {
      summary: 'List subscription schedules',
      description: 'Returns the subscription schedules of the account, newest first, a page at a time.',
      resource: 'Subscription Schedule',
      url: 'https://docs.stripe.com/api/subscription_schedules/list',
      answer: { object: 'list', data: [{ id: 'sub_sched_123', object: 'subscription_schedule' }], has_more: false },
    },
    effect: 'read',
    input: {
      customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
      scheduled: optional(boolean, { about: 'Only those that have not started yet', example: true }),
    },
  }),
)
