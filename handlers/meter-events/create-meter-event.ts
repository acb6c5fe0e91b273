import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { idOf, strings, text, timestamp } from '../../src/action/readers.ts'

export const createMeterEvent = defineAction('create-meter-event', 'POST /v1/billing/meter_events', () => ({
  docs: {
    summary: 'Report usage',
    description:
      "Reports a customer's usage to a meter, for prices that bill by usage. Stripe adds it up within minutes; a repeated identifier is counted once.",
    resource: 'Meter Event',
    url: 'https://docs.stripe.com/api/billing/meter-event/create',
    answer: {
      object: 'billing.meter_event',
      event_name: 'api_requests',
      payload: { stripe_customer_id: 'cus_123', value: '25' },
    },
  },
  effect: 'write',
  input: {
    event_name: required(text, {
      about: 'Name of the event, as the meter has it',
      example: 'api_requests',
      restriction: 'Required',
    }),
    payload: required(strings({ stripe_customer_id: optional(idOf('customer')), value: optional(text) }), {
      about: 'Who used how much, under the keys that the meter names',
      example: { stripe_customer_id: 'cus_123', value: '25' },
      restriction: 'Required; stripe_customer_id and value, unless the meter names other keys',
    }),
    timestamp: optional(timestamp, {
      about: 'When it was used; without it, now',
      example: 1767225600,
      restriction: 'Unix timestamp; at most 35 days ago, or 5 minutes ahead',
    }),
    identifier: optional(text, {
      about: 'An ID of your own: Stripe counts an event of the same ID once within 24 hours',
      example: 'usage-6735',
    }),
  },
}))
