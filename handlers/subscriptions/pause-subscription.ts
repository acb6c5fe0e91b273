import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, object } from '../../src/action/readers.ts'

export const pauseSubscription = defineAction(
  'pause-subscription',
  'POST /v1/subscriptions/{subscription_id}/pause',
  () => ({
    docs: {
      summary: 'Pause a subscription',
      description:
        'Pauses a subscription immediately: it creates no invoices and no new periods until Resume Subscription. It requires the flexible billing mode and no subscription schedule. To keep access while no payment is collected, use pause_collection in Update Subscription instead.',
      resource: 'Subscription',
      url: 'https://docs.stripe.com/api/subscriptions/pause',
      answer: { id: 'sub_123', object: 'subscription', status: 'paused' },
    },
    effect: 'write',
    input: {
      subscription_id: pathId('subscription'),
      invoicing_behavior: optional(choice('invoice', 'pending_invoice_item'), {
        about: 'Whether charges and credits of the pause are invoiced now, or wait for the next invoice',
        example: 'invoice',
        restriction: 'invoice or pending_invoice_item; default pending_invoice_item',
      }),
      bill_for: optional(
        object({
          outstanding_usage_through: optional(object({ type: required(choice('none', 'now')) })),
          unused_time_from: optional(object({ type: required(choice('item_current_period_start', 'none', 'now')) })),
        }),
        {
          about: 'Until when usage is billed, and from when unused time is credited',
          example: { unused_time_from: { type: 'none' } },
          restriction: 'Object; default now for both',
        },
      ),
    },
  }),
)
