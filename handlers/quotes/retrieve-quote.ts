import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveQuote = defineAction('retrieve-quote', 'GET /v1/quotes/{quote_id}', () => ({
  docs: {
    summary: 'Retrieve a quote by ID',
    description: 'Returns a quote, with its totals.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/retrieve',
    answer: { id: 'qt_123', object: 'quote', status: 'open' },
  },
  effect: 'read',
  input: {
    quote_id: pathId('quote'),
  },
}))
