import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, list, text } from '../../src/action/readers.ts'
import { exclusive } from '../../src/action/rules.ts'
import { time } from '../inputs.ts'

export const listEvents = defineAction('list-events', 'GET /v1/events', () => ({
  docs: {
    summary: 'List events',
    description:
      'Returns what happened in the account in the last 30 days, newest first: payments, changed subscriptions, new customers.',
    resource: 'Event',
    url: 'https://docs.stripe.com/api/events/list',
    answer: { object: 'list', data: [{ id: 'evt_123', object: 'event', type: 'invoice.paid' }], has_more: false },
  },
  effect: 'read',
  input: {
    type: optional(text, {
      about: 'Only those of this type, or of a group of types',
      example: 'invoice.paid',
      restriction: 'May contain *, such as invoice.*; not together with types',
    }),
    types: optional(list(text, { max: 20 }), {
      about: 'Only those of these types',
      example: ['invoice.paid', 'invoice.payment_failed'],
      restriction: 'At most 20; not together with type',
    }),
    created: time('Only those that happened then'),
    delivery_success: optional(boolean, {
      about: 'Only those that every webhook endpoint took, or only those that one did not',
      example: false,
    }),
  },
  rules: [exclusive('type', 'types')],
}))
