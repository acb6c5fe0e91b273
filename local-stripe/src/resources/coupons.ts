import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid, missing } from '../engine/errors.ts'
import { limited } from '../engine/formats.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'

type Coupon = Objects['coupon']
type NewCoupon = Params<'POST /v1/coupons'>

/** What a coupon keeps beside what is shown: amounts in other currencies, and the products that it is for. */
interface Private {
  currencies: { [currency: string]: { amount_off: number } }
  products: string[] | null
}

const privateOf = (context: Context, { id }: Coupon): Private =>
  context.store.private<Private>('coupon', id) ?? { currencies: {}, products: null }

/** What a coupon takes off. It stays the same for those who have redeemed it, even after the coupon is deleted. */
export interface Terms {
  percent: number | null
  /** Amounts in the smallest unit, by currency. */
  amounts: { [currency: string]: number }
  products: string[] | null
  duration: Coupon['duration']
  months: number | null
}

export function termsOf(context: Context, coupon: Coupon): Terms {
  const { currencies, products } = privateOf(context, coupon)
  const others = Object.entries(currencies).map(([currency, { amount_off: amount }]) => [currency, amount] as const)
  const own = coupon.currency !== null && coupon.amount_off !== null ? [[coupon.currency, coupon.amount_off]] : []
  return {
    percent: coupon.percent_off,
    amounts: Object.fromEntries([...others, ...own]),
    products,
    duration: coupon.duration,
    months: coupon.duration_in_months,
  }
}

const MOST_NAME = 40

const atLeastOne = (value: number | undefined, param: string) => {
  if (value === undefined || value >= 1) return
  throw invalid('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param })
}

function checkTerms(context: Context, params: NewCoupon) {
  const { amount_off: amount, duration = 'once', duration_in_months: months, percent_off: percent } = params
  if (params.id !== undefined && context.store.find('coupon', params.id)) {
    throw invalid('Coupon already exists.', { code: 'resource_already_exists', param: 'id' })
  }
  if (amount !== undefined && percent !== undefined) {
    throw invalid('You may only specify one of these parameters: amount_off, percent_off.', {
      code: 'parameters_exclusive',
      param: 'amount_off',
    })
  }
  if (amount === undefined && percent === undefined) {
    throw invalid('You must pass either `percent_off` or `amount_off` when creating a coupon.', {
      code: 'parameter_missing',
      param: 'percent_off',
    })
  }
  if (percent !== undefined && (percent <= 0 || percent > 100)) {
    throw invalid('Invalid decimal: must be greater than 0 and less than or equal to 100.', { param: 'percent_off' })
  }
  if (params.name !== undefined) limited(params.name, MOST_NAME, 'name')
  atLeastOne(amount, 'amount_off')
  atLeastOne(months, 'duration_in_months')
  atLeastOne(params.max_redemptions, 'max_redemptions')
  if (amount !== undefined && params.currency === undefined) throw missing('currency')
  if (duration === 'repeating' && months === undefined) throw missing('duration_in_months')
  if (duration !== 'repeating' && months !== undefined) {
    throw invalid('You may only specify duration_in_months when duration is repeating.', {
      param: 'duration_in_months',
    })
  }
  if (params.redeem_by !== undefined && params.redeem_by <= context.now) {
    throw invalid('redeem_by must be in the future.', { param: 'redeem_by' })
  }
  for (const [index, id] of (params.applies_to?.products ?? []).entries()) {
    context.get('product', id, `applies_to[products][${index}]`)
  }
}

function create(context: Context, params: NewCoupon): Coupon {
  checkTerms(context, params)
  const hidden: Private = {
    currencies: params.currency_options ?? {},
    products: params.applies_to?.products ?? null,
  }
  const coupon = context.create<'coupon'>(
    {
      id: params.id ?? context.newId('coupon'),
      object: 'coupon',
      amount_off: params.amount_off ?? null,
      created: context.now,
      currency: params.amount_off === undefined ? null : (params.currency ?? null),
      duration: params.duration ?? 'once',
      duration_in_months: params.duration_in_months ?? null,
      livemode: false,
      max_redemptions: params.max_redemptions ?? null,
      metadata: mergeMetadata({}, params.metadata),
      name: params.name ?? null,
      percent_off: params.percent_off ?? null,
      redeem_by: params.redeem_by ?? null,
      times_redeemed: 0,
      valid: true,
    },
    hidden,
  )
  if (coupon.redeem_by !== null) context.schedule(coupon, coupon.redeem_by)
  return coupon
}

/** https://docs.stripe.com/api/coupons */
export const coupon = resource({
  object: 'coupon',
  prefix: '',
  idLength: 8,
  pathParam: 'coupon',
  events: { created: 'coupon.created', updated: 'coupon.updated', deleted: 'coupon.deleted' },
  elapsed: (context, before) => void context.update<'coupon'>({ ...before, valid: false }),
  includes: {
    applies_to: (context, of) => {
      const { products } = privateOf(context, of)
      return products ? { products } : undefined
    },
    currency_options: (context, of) => {
      const { currencies } = privateOf(context, of)
      return of.currency === null ? undefined : { [of.currency]: { amount_off: of.amount_off }, ...currencies }
    },
  },
  operations: [
    operation('POST /v1/coupons', create),
    operation('POST /v1/coupons/{id}', (context, params, id = '') => {
      const before = context.get('coupon', id)
      const kept = privateOf(context, before)
      if (params.currency_options) {
        const currencies = { ...kept.currencies, ...params.currency_options }
        context.store.setPrivate('coupon', id, { ...kept, currencies })
      }
      return context.update<'coupon'>({
        ...changed(before, params, ['name']),
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      })
    }),
    operation('DELETE /v1/coupons/{id}', (context, _params, id = '') => {
      context.get('coupon', id)
      return context.deleted('coupon', id)
    }),
    retrieve('GET /v1/coupons/{id}', 'coupon'),
    list('GET /v1/coupons', 'coupon'),
  ],
})
