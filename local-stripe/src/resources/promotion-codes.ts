import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid, missing } from '../engine/errors.ts'
import { randomText } from '../engine/ids.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'

type PromotionCode = Objects['promotion_code']

/** Least amounts in other currencies. */
interface Private {
  currencies: { [currency: string]: { minimum_amount?: number } }
}

/** The least sum that a code asks for in a currency, in the smallest unit; null for any. */
export function minimumOf(context: Context, { id, restrictions }: PromotionCode, currency: string): number | null {
  if (restrictions.minimum_amount_currency === currency) return restrictions.minimum_amount
  return context.store.private<Private>('promotion_code', id)?.currencies[currency]?.minimum_amount ?? null
}

/** A code is the same whatever its case. */
const folded = (code: string) => code.toUpperCase()

/** The active code that a customer may write: one for them, or one for everybody. */
export const activeCode = (context: Context, code: string, customer: string | null): PromotionCode | undefined =>
  context
    .all('promotion_code', { folded: folded(code), active: true })
    .find((found) => found.customer === null || found.customer === customer)

function checkFree(context: Context, code: string, customer: string | null) {
  const taken = context.all('promotion_code', { folded: folded(code), active: true })
  if (taken.every((other) => other.customer !== null && customer !== null && other.customer !== customer)) return
  throw invalid(`An active promotion code with \`code: ${code}\` already exists.`, { param: 'code' })
}

function create(context: Context, params: Params<'POST /v1/promotion_codes'>): PromotionCode {
  const { expires_at: expires, restrictions } = params
  const { coupon: named } = params.promotion
  if (named === undefined) throw missing('promotion[coupon]')
  const coupon = context.get('coupon', named, 'promotion[coupon]')
  if (!coupon.valid) throw invalid('This coupon is no longer valid.', { param: 'promotion[coupon]' })
  const customer = params.customer === undefined ? null : context.get('customer', params.customer, 'customer').id
  if (params.code !== undefined && !/^[A-Za-z0-9-]+$/.test(params.code)) {
    throw invalid('Promotion codes may only contain letters, digits and dashes.', { param: 'code' })
  }
  const code = params.code ?? randomText(8).toUpperCase()
  checkFree(context, code, customer)
  if (expires !== undefined && expires <= context.now) {
    throw invalid('expires_at must be in the future.', { param: 'expires_at' })
  }
  if (expires !== undefined && coupon.redeem_by !== null && expires > coupon.redeem_by) {
    throw invalid("expires_at cannot be after the coupon's redeem_by.", { param: 'expires_at' })
  }
  const most = params.max_redemptions
  if (most !== undefined && most < 1) {
    throw invalid('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'max_redemptions',
    })
  }
  if (restrictions?.minimum_amount !== undefined && restrictions.minimum_amount_currency === undefined) {
    throw missing('restrictions[minimum_amount_currency]')
  }
  const hidden: Private = { currencies: restrictions?.currency_options ?? {} }
  const fresh: PromotionCode = {
    id: context.newId('promotion_code'),
    object: 'promotion_code',
    active: params.active ?? true,
    code,
    created: context.now,
    customer,
    customer_account: null,
    expires_at: expires ?? null,
    livemode: false,
    max_redemptions: most ?? null,
    metadata: mergeMetadata({}, params.metadata),
    promotion: { coupon: coupon.id, type: 'coupon' },
    restrictions: {
      first_time_transaction: restrictions?.first_time_transaction ?? false,
      minimum_amount: restrictions?.minimum_amount ?? null,
      minimum_amount_currency: restrictions?.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  }
  const created = context.create<'promotion_code'>(fresh, hidden)
  const ends = created.expires_at ?? coupon.redeem_by
  if (ends !== null) context.schedule(created, ends)
  return created
}

/** https://docs.stripe.com/api/promotion_codes */
export const promotionCode = resource({
  object: 'promotion_code',
  title: 'promotion code',
  prefix: 'promo_',
  pathParam: 'promotion_code',
  events: { created: 'promotion_code.created', updated: 'promotion_code.updated' },
  elapsed: (context, before) => void context.update<'promotion_code'>({ ...before, active: false }),
  index: ({ active, code, customer, promotion }) => ({
    active,
    code,
    folded: folded(code),
    coupon: promotion.coupon,
    customer,
  }),
  includes: {
    currency_options: (context, { id }) => context.store.private<Private>('promotion_code', id)?.currencies,
  },
  operations: [
    operation('POST /v1/promotion_codes', create),
    operation('POST /v1/promotion_codes/{id}', (context, params, id = '') => {
      const before = context.get('promotion_code', id)
      const coupon = context.store.find('coupon', before.promotion.coupon ?? '')
      if (params.active && !before.active) {
        const isOver = before.expires_at !== null && before.expires_at <= context.now
        if (!coupon?.valid || isOver || before.times_redeemed === before.max_redemptions) {
          throw invalid('A promotion code that has expired or was redeemed too often cannot be made active.', {
            param: 'active',
          })
        }
        checkFree(context, before.code, before.customer)
      }
      return context.update<'promotion_code'>({
        ...changed(before, params, ['active']),
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      })
    }),
    retrieve('GET /v1/promotion_codes/{id}', 'promotion_code'),
    list('GET /v1/promotion_codes', 'promotion_code', ({ active, code, coupon, customer }) => ({
      active,
      folded: code === undefined ? undefined : folded(code),
      coupon,
      customer,
    })),
  ],
})
