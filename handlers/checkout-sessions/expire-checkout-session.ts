import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const expireCheckoutSession = defineAction({
  name: 'expire-checkout-session',
  ...doc({
    summary: 'Expire a checkout session',
    description: 'Closes an open session for good, so that nobody can pay it any more.',
    resource: 'Checkout Session',
    docs: 'https://docs.stripe.com/api/checkout/sessions/expire',
    answer: { id: 'cs_123', object: 'checkout.session', status: 'expired' },
  }),
  endpoint: 'POST /v1/checkout/sessions/{id}/expire',
  effect: 'destructive',
  input: { id: its('checkout.session', 'cs_123') },
  run: ({ stripe, options }, { id, ...params }) => stripe.checkout.sessions.expire(id, params, options),
})
