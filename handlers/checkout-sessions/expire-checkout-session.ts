import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const expireCheckoutSession = defineAction({
  name: 'expire-checkout-session',
  summary: 'Expire a checkout session',
  description: 'Closes an open session for good, so that nobody can pay it any more.',
  resource: 'Checkout Session',
  endpoint: 'POST /v1/checkout/sessions/{id}/expire',
  docs: 'https://docs.stripe.com/api/checkout/sessions/expire',
  effect: 'destructive',
  input: { id: its('checkout.session', 'cs_123') },
  answer: { id: 'cs_123', object: 'checkout.session', status: 'expired' },
  run: ({ stripe, options }, { id, ...params }) => stripe.checkout.sessions.expire(id, params, options),
})
