import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, idOf, timestamp } from '../../src/action/readers.ts'

export const listMeterEventSummaries = defineAction(
  'list-meter-event-summaries',
  'GET /v1/billing/meters/{meter_id}/event_summaries',
  () => ({
    docs: {
      summary: 'List the usage of a customer',
      description: 'Returns what a customer used of a meter between two times, as one sum or for each hour or day.',
      resource: 'Meter Event Summary',
      url: 'https://docs.stripe.com/api/billing/meter-event-summary/list',
      answer: {
        object: 'list',
        data: [{ id: 'mtrusg_123', object: 'billing.meter_event_summary', aggregated_value: 25 }],
        has_more: false,
      },
    },
    effect: 'read',
    input: {
      meter_id: pathId('billing.meter'),
      customer: required(idOf('customer'), {
        about: 'ID of the customer whose usage to return',
        example: 'cus_123',
        restriction: 'Required',
      }),
      start_time: required(timestamp, {
        about: 'When to start, this time included',
        example: 1767225600,
        restriction: 'Required; a Unix timestamp at a full minute, or at a full hour or UTC day to group by these',
      }),
      end_time: required(timestamp, {
        about: 'When to stop, this time left out',
        example: 1767312000,
        restriction: 'Required; a Unix timestamp at a full minute, or at a full hour or UTC day to group by these',
      }),
      value_grouping_window: optional(choice('day', 'hour'), {
        about: 'Whether to return a sum for each hour or day instead of one',
        example: 'day',
      }),
    },
  }),
)
