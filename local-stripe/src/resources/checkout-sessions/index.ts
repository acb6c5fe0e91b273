import { list, operation, resource } from '../../engine/resource.ts'
import { create } from './create.ts'
import { discountBreakdown } from './discounts.ts'
import { currentSession, expire, openSession } from './session.ts'
import { taxesOfSession, taxesShown } from './totals.ts'
import { update } from './update.ts'

/** https://docs.stripe.com/api/checkout/sessions */
export const checkoutSession = resource({
  object: 'checkout.session',
  prefix: 'cs_test_',
  idLength: 58,
  events: {
    changes: (before, after) => {
      if (!before || before.status === after.status) return []
      return [after.status === 'expired' ? 'checkout.session.expired' : 'checkout.session.completed']
    },
  },
  elapsed: (context, session) => void (session.status === 'open' && expire(context, session)),
  pathParam: 'session',
  index: ({ customer, customer_details, payment_intent, payment_link, setup_intent, status, subscription }) => ({
    customer,
    status,
    payment_intent,
    payment_link,
    setup_intent,
    subscription,
    email: customer_details?.email,
  }),
  includes: {
    breakdown: (context, { id, total_details: details }) => ({
      discounts: discountBreakdown(context, id, details?.amount_discount ?? 0),
      taxes: taxesShown(context, taxesOfSession(context, id)),
    }),
  },
  sublists: {
    line_items: {
      of: 'item',
      by: 'session',
      url: (id) => `/v1/checkout/sessions/${id}/line_items`,
      oldestFirst: true,
      shown: 'expanded',
    },
  },
  operations: [
    operation('POST /v1/checkout/sessions', (context, params) => create(context, params)),
    operation('POST /v1/checkout/sessions/{id}', (context, params, id = '') => update(context, id, params)),
    operation('POST /v1/checkout/sessions/{id}/expire', (context, _params, id = '') =>
      expire(context, openSession(context, id, 'expired')),
    ),
    operation('GET /v1/checkout/sessions/{id}', (context, _params, id = '') => currentSession(context, id)),
    list('GET /v1/checkout/sessions', 'checkout.session', (params) => ({
      payment_intent: params.payment_intent,
      subscription: params.subscription,
      customer: params.customer,
      email: params.customer_details?.email,
      payment_link: params.payment_link,
      status: params.status,
    })),
  ],
})
