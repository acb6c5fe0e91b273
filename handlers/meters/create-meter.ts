import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, object, text } from '../../src/action/readers.ts'

export const createMeter = defineAction('create-meter', 'POST /v1/billing/meters', () => ({
  docs: {
    summary: 'Create a meter',
    description:
      'Creates a meter that adds up the usage of each customer. Give its ID to a price as recurring.meter, and report usage with Create Meter Event.',
    resource: 'Meter',
    url: 'https://docs.stripe.com/api/billing/meter/create',
    answer: {
      id: 'mtr_123',
      object: 'billing.meter',
      display_name: 'API requests',
      event_name: 'api_requests',
      status: 'active',
    },
  },
  effect: 'write',
  input: {
    display_name: required(text, {
      about: 'Name that your team sees',
      example: 'API requests',
      restriction: 'Required',
    }),
    event_name: required(text, {
      about: 'Name of the events that it adds up',
      example: 'api_requests',
      restriction: 'Required; no other active meter has it',
    }),
    default_aggregation: required(object({ formula: required(choice('sum', 'count', 'last')) }), {
      about: 'Whether it adds up values, counts events, or takes the last value of a period',
      example: { formula: 'sum' },
      restriction: 'Required; formula is sum, count or last',
    }),
    customer_mapping: optional(object({ event_payload_key: required(text), type: required(choice('by_id')) }), {
      about: 'The key of the payload that holds the ID of the customer; stripe_customer_id without it',
      example: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
    }),
    value_settings: optional(object({ event_payload_key: required(text) }), {
      about: 'The key of the payload that holds the value; value without it',
      example: { event_payload_key: 'value' },
    }),
    event_time_window: optional(choice('day', 'hour'), {
      about: 'The time for which you add up usage yourself before you report it',
      example: 'hour',
    }),
  },
}))
