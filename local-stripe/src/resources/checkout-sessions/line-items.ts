import { operation, resource } from '../../engine/resource.ts'
import { discountBreakdown } from './discounts.ts'
import { type HiddenFields, hiddenFieldsOf } from './lines.ts'
import { taxesOfItem, taxesShown } from './totals.ts'

/** Every line is kept with its session. */
const asHiddenFields = (hidden: unknown) => hidden as HiddenFields

/** https://docs.stripe.com/api/checkout/sessions/line_items */
export const item = resource({
  object: 'item',
  title: 'line item',
  prefix: 'li_',
  index: (_item, hidden) => ({ session: asHiddenFields(hidden).session }),
  includes: {
    discounts: (context, { amount_discount: amount, id }) =>
      discountBreakdown(context, hiddenFieldsOf(context, id)?.session ?? '', amount),
    taxes: (context, of) => taxesShown(context, taxesOfItem(context, of)),
  },
  operations: [
    operation('GET /v1/checkout/sessions/{id}/line_items', (context, params, id = '') => {
      context.get('checkout.session', id)
      return context.page('item', context.path, params, { session: id }, true)
    }),
  ],
})
