import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, choice, currency, idOf, integer, list, object, text, timestamp } from '../../src/action/readers.ts'
import { atLeastOne, exclusive } from '../../src/action/rules.ts'
import { discounts, prorationBehavior } from '../inputs.ts'

export const previewInvoice = defineAction('preview-invoice', 'POST /v1/invoices/create_preview', () => ({
  docs: {
    summary: 'Preview an invoice',
    description:
      'Calculates what the next renewal, a change to a subscription or a new subscription would cost, without changing anything. Show amount_due and lines of the answer before the customer confirms, and make the change with the same proration_date.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/create_preview',
    answer: { id: 'upcoming_in_123', object: 'invoice', customer: 'cus_123', amount_due: 1000, currency: 'usd' },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'ID of the customer to bill', example: 'cus_123' }),
    subscription: optional(idOf('subscription'), {
      about: 'ID of the subscription that renews or changes',
      example: 'sub_123',
    }),
    subscription_details: optional(
      object({
        items: optional(
          list(
            object({
              id: optional(idOf('subscription_item')),
              price: optional(idOf('price')),
              quantity: optional(integer({ min: 0 })),
              deleted: optional(boolean),
            }),
          ),
        ),
        proration_behavior: optional(prorationBehavior),
        proration_date: optional(timestamp),
        cancel_at_period_end: optional(boolean),
        cancel_now: optional(boolean),
      }),
      {
        about: 'The change to the subscription, or the items of a new one',
        example: { items: [{ id: 'si_123', price: 'price_456' }], proration_behavior: 'create_prorations' },
        restriction: 'Object; not together with Schedule or Schedule Details',
      },
    ),
    schedule: optional(idOf('subscription_schedule'), {
      about: 'ID of the subscription schedule that continues',
      example: 'sub_sched_123',
      restriction: 'Not together with Subscription or Subscription Details',
    }),
    invoice_items: optional(
      list(
        object({
          invoiceitem: optional(idOf('invoiceitem')),
          price: optional(idOf('price')),
          amount: optional(integer()),
          currency: optional(currency),
          quantity: optional(integer({ min: 0 })),
          description: optional(text),
        }),
        { max: 250 },
      ),
      {
        about: 'One-off charges to add, or pending ones to change',
        example: [{ price: 'price_123', quantity: 1 }],
      },
    ),
    discounts: optional(discounts, {
      about: "Discounts to apply in place of the customer's or subscription's own",
      example: [{ coupon: 'SUMMER25' }],
    }),
    currency: optional(currency, { about: "Currency, unless it is the customer's", example: 'usd' }),
    preview_mode: optional(choice('next', 'recurring'), {
      about: 'Whether to preview the next invoice, or what every full period costs without prorations',
      example: 'next',
      restriction: 'next or recurring; default next',
    }),
  },
  rules: [
    atLeastOne(
      'customer',
      'customer_account',
      'customer_details',
      'subscription',
      'subscription_details',
      'schedule',
      'schedule_details',
      'invoice_items',
    ),
    exclusive('schedule', 'subscription', 'subscription_details'),
    exclusive('schedule_details', 'subscription', 'subscription_details'),
  ],
}))
