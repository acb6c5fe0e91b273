import { addIntervals } from '../billing/periods.ts'
import type { Context } from '../engine/context.ts'
import { invalid, noSuch } from '../engine/errors.ts'
import { resource } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'
import { formatAmount } from '../money/currencies.ts'
import { shareOf } from '../money/rounding.ts'
import { type Terms, termsOf } from './coupons.ts'
import { minimumOf } from './promotion-codes.ts'

type Discount = Objects['discount']
type Coupon = Objects['coupon']
type PromotionCode = Objects['promotion_code']

/** One of the `discounts` that a request names. */
export interface DiscountParam {
  coupon?: string
  discount?: string
  promotion_code?: string
}

/** Who redeems a coupon, and for what. */
interface Redeemer {
  customer: string | null
  currency: string
  /** The sum before discounts, in the smallest unit; where it is known a least one may be asked for. */
  amount?: number
}

/** A coupon that may be redeemed, and the code that stands for it. */
export interface Redeemed {
  coupon: Coupon
  code: PromotionCode | null
}

/** @throws StripeError for a code that is not active, another customer's, or for more or other purchases */
export function checkCode(context: Context, code: PromotionCode, by: Redeemer, param: string) {
  const { first_time_transaction: first } = code.restrictions
  const least = minimumOf(context, code, by.currency)
  const refuse = (why: string) => invalid(`This promotion code cannot be redeemed because ${why}.`, { param })
  if (!code.active) throw refuse('it is not active')
  if (code.customer !== null && code.customer !== by.customer) throw refuse('it belongs to another customer')
  if (first && by.customer !== null && context.all('invoice', { customer: by.customer, status: 'paid' }).length > 0) {
    throw refuse('the customer has prior transactions')
  }
  if (least !== null && by.amount !== undefined && by.amount < least) {
    throw refuse(`the minimum amount of ${formatAmount(least, by.currency)} is not met`)
  }
}

/** @throws StripeError for a coupon that is over, or takes off an amount in other currencies only */
export function checkCoupon(context: Context, coupon: Coupon, currency: string, param: string) {
  if (!coupon.valid) throw invalid(`Coupon expired: ${coupon.id}`, { code: 'coupon_expired', param })
  const { amounts, percent } = termsOf(context, coupon)
  if (percent === null && amounts[currency] === undefined) {
    throw invalid(
      `The coupon ${coupon.id} takes off an amount in ${Object.keys(amounts).join(', ')} and cannot be used for ` +
        `${currency}.`,
      { param },
    )
  }
}

/** What one of the `discounts` of a request names. */
export function redeem(context: Context, of: DiscountParam, by: Redeemer, param: string): Redeemed {
  const given = Object.entries(of).filter(([, value]) => value !== undefined)
  const [first] = given
  if (given.length !== 1 || !first) {
    throw invalid('Each discount must name exactly one of `coupon`, `promotion_code` or `discount`.', {
      code: given.length > 1 ? 'parameters_exclusive' : 'parameter_missing',
      param,
    })
  }
  const name = `${param}[${first[0]}]`
  const code = of.promotion_code === undefined ? null : context.get('promotion_code', of.promotion_code, name)
  if (code) checkCode(context, code, by, name)
  const coupon = context.get('coupon', of.coupon ?? code?.promotion.coupon ?? '', name)
  checkCoupon(context, coupon, by.currency, name)
  return { coupon, code }
}

type On = Partial<
  Pick<Discount, 'checkout_session' | 'invoice' | 'invoice_item' | 'subscription' | 'subscription_item'>
>

/** A discount of what was redeemed. */
export function createDiscount(
  context: Context,
  { code, coupon }: Redeemed,
  customer: string | null,
  on: On,
): Discount {
  const terms = termsOf(context, coupon)
  return context.create<'discount'>(
    {
      id: context.newId('discount'),
      object: 'discount',
      checkout_session: null,
      customer,
      customer_account: null,
      end:
        terms.months === null ? null : addIntervals(context.now, { interval: 'month', interval_count: terms.months }),
      invoice: null,
      invoice_item: null,
      promotion_code: code?.id ?? null,
      source: { coupon: coupon.id, type: 'coupon' },
      start: context.now,
      subscription: null,
      subscription_item: null,
      ...on,
    },
    terms,
  )
}

/** Counts a redemption; the last one that a coupon or a code allows ends it. */
export function countRedemption(context: Context, of: Discount) {
  const coupon = context.store.find('coupon', of.source.coupon ?? '')
  if (coupon) {
    const times = coupon.times_redeemed + 1
    const valid = coupon.valid && times !== coupon.max_redemptions
    context.update<'coupon'>({ ...coupon, times_redeemed: times, valid })
    if (!valid) {
      for (const code of context.all('promotion_code', { coupon: coupon.id, active: true })) {
        context.update<'promotion_code'>({ ...code, active: false })
      }
    }
  }
  const code = context.store.find('promotion_code', of.promotion_code ?? '')
  if (!code) return
  const times = code.times_redeemed + 1
  context.update<'promotion_code'>({
    ...code,
    times_redeemed: times,
    active: code.active && times !== code.max_redemptions,
  })
}

/** The ids of discounts for all `discounts` of a request; one that it names by its own id is kept. */
export function discountsFor(
  context: Context,
  params: DiscountParam[] | null | undefined,
  by: Redeemer,
  on: On,
  present: string[] = [],
  param = 'discounts',
): string[] {
  return (params ?? []).map((of, index) => {
    const name = `${param}[${index}]`
    if (of.discount !== undefined && of.coupon === undefined && of.promotion_code === undefined) {
      if (present.includes(of.discount)) return of.discount
      throw noSuch('discount', of.discount, `${name}[discount]`, false)
    }
    const discount = createDiscount(context, redeem(context, of, by, name), by.customer, on)
    countRedemption(context, discount)
    return discount.id
  })
}

/** Something that is paid for, of which a discount may take a part. */
interface Part {
  amount: number
  product: string | null
  discountable: boolean
}

/**
 * What a discount takes off each of several amounts: together its amount or its percentage, and no more than there is;
 * to the nearest whole unit. https://docs.stripe.com/billing/subscriptions/coupons
 */
export function discountAmounts(terms: Terms, parts: Part[], currency: string): number[] {
  const isFor = ({ amount, discountable, product }: Part) =>
    discountable && amount > 0 && (terms.products === null || (product !== null && terms.products.includes(product)))
  const sum = parts.filter(isFor).reduce((total, { amount }) => total + amount, 0)
  const off =
    terms.percent === null
      ? Math.min(terms.amounts[currency] ?? 0, sum)
      : shareOf(sum, Math.round(terms.percent * 100), 100 * 100)
  let below = 0
  return parts.map((part) => {
    if (!isFor(part)) return 0
    const before = shareOf(off, below, sum)
    below += part.amount
    return shareOf(off, below, sum) - before
  })
}

/** The terms of a discount, as they were when its coupon was redeemed. */
export const termsOfDiscount = (context: Context, id: string): Terms | undefined =>
  context.store.private<Terms>('discount', id)

/** What is left of an amount after the percentages that a subscription has off at a time. */
export function afterPercentages(context: Context, amount: number, discounts: string[]): number {
  return discounts.reduce((left, id) => {
    const percent = hasEnded(context, id) ? null : (termsOfDiscount(context, id)?.percent ?? null)
    return percent === null ? left : left - shareOf(left, Math.round(percent * 100), 100 * 100)
  }, amount)
}

/** Whether a discount for some months is over. */
export function hasEnded(context: Context, id: string): boolean {
  const end = context.store.find('discount', id)?.end ?? null
  return end !== null && end <= context.now
}

/** https://docs.stripe.com/api/discounts */
export const discount = resource({
  object: 'discount',
  prefix: 'di_',
  events: {
    changes: (before, after) =>
      before === undefined && after.subscription !== null ? ['customer.discount.created'] : [],
  },
  operations: [],
})
