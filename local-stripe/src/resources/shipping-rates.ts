import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'

type NewShippingRate = Omit<Params<'POST /v1/shipping_rates'>, 'expand'>

export function createShippingRate(context: Context, params: NewShippingRate): Objects['shipping_rate'] {
  const { delivery_estimate: estimate, fixed_amount: amount } = params
  return context.create<'shipping_rate'>({
    id: context.newId('shipping_rate'),
    object: 'shipping_rate',
    active: true,
    created: context.now,
    delivery_estimate: estimate ? { maximum: estimate.maximum ?? null, minimum: estimate.minimum ?? null } : null,
    display_name: params.display_name,
    ...(amount && { fixed_amount: { amount: amount.amount, currency: amount.currency } }),
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    tax_behavior: params.tax_behavior ?? 'unspecified',
    tax_code: params.tax_code ?? null,
    type: 'fixed_amount',
  })
}

/** https://docs.stripe.com/api/shipping_rates */
export const shippingRate = resource({
  object: 'shipping_rate',
  title: 'shipping rate',
  prefix: 'shr_',
  index: ({ active, fixed_amount }) => ({ active, currency: fixed_amount?.currency }),
  operations: [
    operation('POST /v1/shipping_rates', createShippingRate),
    operation('POST /v1/shipping_rates/{id}', (context, params, id = '') => {
      const before = context.get('shipping_rate', id)
      return context.update<'shipping_rate'>({
        ...changed(before, params, ['active', 'tax_behavior']),
        metadata: mergeMetadata(before.metadata, params.metadata),
      })
    }),
    retrieve('GET /v1/shipping_rates/{id}', 'shipping_rate'),
    list('GET /v1/shipping_rates', 'shipping_rate', ({ active, currency }) => ({ active, currency })),
  ],
})
