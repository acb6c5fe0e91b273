import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveEvent = defineAction('retrieve-event', 'GET /v1/events/{event_id}', () => ({
  docs: {
    summary: 'Retrieve an event by ID',
    description: 'Returns an event of the last 30 days, with the object as it was then.',
    resource: 'Event',
    url: 'https://docs.stripe.com/api/events/retrieve',
    answer: { id: 'evt_123', object: 'event', type: 'invoice.paid' },
  },
  effect: 'read',
  input: {
    event_id: pathId('event'),
  },
}))
