import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import type { Params } from '../../engine/types.ts'
import { createShippingRate } from '../shipping-rates.ts'
import type { Session } from './session.ts'

type NewSession = Params<'POST /v1/checkout/sessions'>
type ShippingParam = NonNullable<NewSession['shipping_options']>[number]

export function shippingOptions(context: Context, params: ShippingParam[] | null | undefined, currency: string | null) {
  return (params ?? []).map((option, index): Session['shipping_options'][number] => {
    const param = `shipping_options[${index}][shipping_rate]`
    if (option.shipping_rate === undefined && !option.shipping_rate_data) throw missing(param)
    const rate = option.shipping_rate_data
      ? createShippingRate(context, option.shipping_rate_data)
      : context.get('shipping_rate', option.shipping_rate ?? '', param)
    if (rate.fixed_amount && rate.fixed_amount.currency !== currency) {
      throw invalid(`The shipping rate ${rate.id} is not in the session's currency: ${currency}.`, { param })
    }
    return { shipping_amount: rate.fixed_amount?.amount ?? 0, shipping_rate: rate.id }
  })
}
