import { defineAction } from '../../src/action/define.ts'
import { optional, type Rule, required } from '../../src/action/fields.ts'
import { boolean, choice, either, idOf, list, object, timestamp } from '../../src/action/readers.ts'
import { exactlyOne } from '../../src/action/rules.ts'
import { metadata, phaseDuration, phaseItems, prorationBehavior } from '../inputs.ts'

const phasesOfCustomer: Rule = ({ phases, customer, customer_account }) =>
  phases !== undefined && customer === undefined && customer_account === undefined
    ? { param: 'customer', message: 'is required with phases' }
    : undefined

export const createSubscriptionSchedule = defineAction(
  'create-subscription-schedule',
  'POST /v1/subscription_schedules',
  () => ({
    docs: {
      summary: 'Create a subscription schedule',
      description:
        "Schedules changes to a subscription. To change one at its period's end, create a schedule from it, then add the change as a further phase with Update Subscription Schedule. With a customer and phases it starts a new subscription.",
      resource: 'Subscription Schedule',
      url: 'https://docs.stripe.com/api/subscription_schedules/create',
      answer: { id: 'sub_sched_123', object: 'subscription_schedule', status: 'active', subscription: 'sub_123' },
    },
    effect: 'write',
    input: {
      from_subscription: optional(idOf('subscription'), {
        about: 'ID of the subscription that the schedule takes over as it is',
        example: 'sub_123',
        restriction: 'Required if Phases is empty; give nothing else with it',
      }),
      customer: optional(idOf('customer'), {
        about: 'ID of the customer of a new subscription',
        example: 'cus_123',
        restriction: 'Required with Phases',
      }),
      start_date: optional(either<number | 'now'>(timestamp, choice('now')), {
        about: 'When a new subscription starts',
        example: 'now',
        restriction: 'Unix timestamp or now',
      }),
      phases: optional(
        list(
          object({
            items: required(phaseItems),
            duration: optional(phaseDuration),
            end_date: optional(timestamp),
            proration_behavior: optional(prorationBehavior),
            trial: optional(boolean),
            trial_end: optional(timestamp),
          }),
          { min: 1 },
        ),
        {
          about: 'What a new subscription consists of, in one phase after the other',
          example: [
            { items: [{ price: 'price_123', quantity: 1 }], duration: { interval: 'month', interval_count: 3 } },
            { items: [{ price: 'price_456', quantity: 1 }], duration: { interval: 'month' } },
          ],
          restriction: 'Required if From Subscription is empty; Items required in each phase',
        },
      ),
      end_behavior: optional(choice('release', 'cancel'), {
        about: 'Whether the subscription continues or ends after the last phase',
        example: 'release',
        restriction: 'release or cancel; default release',
      }),
      metadata: metadata({ internal_id: '123' }),
    },
    rules: [exactlyOne('from_subscription', 'phases'), phasesOfCustomer],
  }),
)
