import { defineAction, pathId } from '../../src/action/define.ts'

export const cancelQuote = defineAction('cancel-quote', 'POST /v1/quotes/{quote_id}/cancel', () => ({
  docs: {
    summary: 'Cancel a quote',
    description: 'Permanently cancels a draft or open quote.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/cancel',
    answer: { id: 'qt_123', object: 'quote', status: 'canceled' },
  },
  effect: 'destructive',
  input: {
    quote_id: pathId('quote'),
  },
}))
