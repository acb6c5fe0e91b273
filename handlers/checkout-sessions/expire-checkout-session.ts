import { defineAction, pathId } from '../../src/action/define.ts'

export const expireCheckoutSession = defineAction(
  'expire-checkout-session',
  'POST /v1/checkout/sessions/{id}/expire',
  () => ({
    docs: {
      summary: 'Expire a checkout session',
      description: 'Closes an open session for good, so that nobody can pay it any more.',
      resource: 'Checkout Session',
      url: 'https://docs.stripe.com/api/checkout/sessions/expire',
      answer: { id: 'cs_123', object: 'checkout.session', status: 'expired' },
    },
    effect: 'destructive',
    input: { id: pathId('checkout.session', { status: ['open'] }) },
  }),
)
