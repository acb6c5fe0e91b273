import { defineAction, pathId } from '../../src/action/define.ts'

export const acceptQuote = defineAction('accept-quote', 'POST /v1/quotes/{quote_id}/accept', () => ({
  docs: {
    summary: 'Accept a quote',
    description:
      'Accepts an open quote: Stripe starts the subscription, or creates the invoice, that it offers. This cannot be undone.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/accept',
    answer: { id: 'qt_123', object: 'quote', status: 'accepted', subscription: 'sub_123' },
  },
  effect: 'destructive',
  input: {
    quote_id: pathId('quote'),
  },
}))
