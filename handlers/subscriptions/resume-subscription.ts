import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, object, timestamp } from '../../src/action/readers.ts'
import { prorationBehavior } from '../inputs.ts'

export const resumeSubscription = defineAction(
  'resume-subscription',
  'POST /v1/subscriptions/{subscription_id}/resume',
  () => ({
    docs: {
      summary: 'Resume a paused subscription',
      description:
        'Starts a paused subscription again. Where that creates an invoice, the status in the answer may stay paused until the invoice is paid.',
      resource: 'Subscription',
      url: 'https://docs.stripe.com/api/subscriptions/resume',
      answer: { id: 'sub_123', object: 'subscription', status: 'active', latest_invoice: 'in_123' },
    },
    effect: 'write',
    input: {
      subscription_id: pathId('subscription', { status: ['paused'] }),
      billing_cycle_anchor: optional(object({ type: required(choice('now', 'unchanged')) }), {
        about: 'Whether a new period starts now, or the former periods continue',
        example: { type: 'unchanged' },
        restriction: 'Object; default now',
      }),
      payment_behavior: optional(choice('resume_on_payment_attempt', 'resume_on_payment_success'), {
        about: 'Whether it resumes with the first attempt to pay its invoice, or only once that is paid',
        example: 'resume_on_payment_success',
        restriction: 'resume_on_payment_attempt or resume_on_payment_success; default resume_on_payment_attempt',
      }),
      proration_behavior: optional(prorationBehavior, {
        about: 'How the rest of a former period that continues is billed',
        example: 'create_prorations',
      }),
      proration_date: optional(timestamp, {
        about: 'The time that prorations are calculated at, as in Preview Invoice',
        example: 1767225600,
      }),
    },
  }),
)
