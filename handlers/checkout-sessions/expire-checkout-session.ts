import { defineAction, pathId } from '../../src/action/define.ts'

export const expireCheckoutSession = defineAction(
  'expire-checkout-session',
  'POST /v1/checkout/sessions/{id}/expire',
  () => ({
    docs: {
      summary: 'Expire a checkout session',
      description: 'Permanently closes an open session, so that it can no longer be paid.',
      resource: 'Checkout Session',
      url: 'https://docs.stripe.com/api/checkout/sessions/expire',
      answer: { id: 'cs_123', object: 'checkout.session', status: 'expired' },
    },
    effect: 'destructive',
    input: { id: pathId('checkout.session', { status: ['open'] }) },
  }),
)
