import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, either, list, object, timestamp } from '../../src/action/readers.ts'
import { metadata, phaseDuration, phaseItems, prorationBehavior } from '../inputs.ts'

const moment = either<number | 'now'>(timestamp, choice('now'))

export const updateSubscriptionSchedule = defineAction(
  'update-subscription-schedule',
  'POST /v1/subscription_schedules/{subscription_schedule_id}',
  () => ({
    docs: {
      summary: 'Update a subscription schedule',
      description:
        "Updates a subscription schedule. Fields that you leave out keep their values. New phases replace all former ones: repeat the current one with its start_date and end_date, then add what follows, such as another price from the period's end on.",
      resource: 'Subscription Schedule',
      url: 'https://docs.stripe.com/api/subscription_schedules/update',
      answer: { id: 'sub_sched_123', object: 'subscription_schedule', status: 'active', subscription: 'sub_123' },
    },
    effect: 'write',
    input: {
      subscription_schedule_id: pathId('subscription_schedule'),
      phases: optional(
        list(
          object({
            items: required(phaseItems),
            start_date: optional(moment),
            end_date: optional(moment),
            duration: optional(phaseDuration),
            proration_behavior: optional(prorationBehavior),
            trial: optional(boolean),
            trial_end: optional(moment),
          }),
          { min: 1 },
        ),
        {
          about: 'The current phase and those that follow it',
          example: [
            { items: [{ price: 'price_123', quantity: 1 }], start_date: 1767225600, end_date: 1769904000 },
            { items: [{ price: 'price_456', quantity: 1 }], duration: { interval: 'month' } },
          ],
          restriction: 'Start Date required in the first phase, Items in each',
        },
      ),
      end_behavior: optional(choice('release', 'cancel'), {
        about: 'Whether the subscription continues or ends after the last phase',
        example: 'release',
        restriction: 'release or cancel',
      }),
      proration_behavior: optional(prorationBehavior, {
        about: 'How a change to the current phase is billed',
        example: 'create_prorations',
      }),
      metadata: metadata({ internal_id: '456' }),
    },
  }),
)
