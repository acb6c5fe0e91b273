import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { timestamp } from '../../src/action/readers.ts'

export const finalizeQuote = defineAction('finalize-quote', 'POST /v1/quotes/{quote_id}/finalize', () => ({
  docs: {
    summary: 'Finalize a quote',
    description: 'Opens a draft quote: it gets a number, and the customer can accept it. It can no longer be changed.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/finalize',
    answer: { id: 'qt_123', object: 'quote', status: 'open' },
  },
  effect: 'destructive',
  input: {
    quote_id: pathId('quote'),
    expires_at: optional(timestamp, {
      about: 'When Stripe cancels it, unless it was accepted before',
      example: 1798761600,
      restriction: 'Unix timestamp in the future',
    }),
  },
}))
