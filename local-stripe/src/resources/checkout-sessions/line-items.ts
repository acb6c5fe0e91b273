import { operation, resource } from '../../engine/resource.ts'
import { discountsShown } from './discounts.ts'
import { type Private, privateOf } from './lines.ts'
import { taxesOfKept, taxesShown } from './totals.ts'

/** Every line is kept with its session. */
const asPrivate = (hidden: unknown) => hidden as Private

/** https://docs.stripe.com/api/checkout/sessions/line_items */
export const item = resource({
  object: 'item',
  title: 'line item',
  prefix: 'li_',
  index: (_item, hidden) => ({ session: asPrivate(hidden).session }),
  includes: {
    discounts: (context, { amount_discount: amount, id }) =>
      discountsShown(context, privateOf(context, id)?.session ?? '', amount),
    taxes: (context, of) => taxesShown(context, taxesOfKept(context, of)),
  },
  operations: [
    operation('GET /v1/checkout/sessions/{id}/line_items', (context, params, id = '') => {
      context.get('checkout.session', id)
      return context.page('item', context.path, params, { session: id }, true)
    }),
  ],
})
