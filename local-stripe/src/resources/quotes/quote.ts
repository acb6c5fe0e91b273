import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { createSessionItem, itemFields, pricedLines, sessionItems, taxRatesOf } from '../checkout-sessions/lines.ts'
import { applyDiscountAndTaxes, totalsOf } from '../checkout-sessions/totals.ts'
import { createDiscount, redeem } from '../discounts.ts'
import { checkTrialDays } from '../subscriptions/trial-days.ts'
import { taxRateIds } from '../tax-rates.ts'

export type Quote = Objects['quote']
type Item = Objects['item']
export type QuoteParams = Omit<Params<'POST /v1/quotes/{id}'>, 'expand'>
type LineParam = NonNullable<QuoteParams['line_items']>[number]

/** What is kept with a quote: the discount that it was asked for, which what it leads to has as well. */
export interface Kept {
  discount?: { coupon: string } | { promotion_code: string } | undefined
}

export const keptOf = (context: Context, quote: string) => context.store.private<Kept>('quote', quote) ?? {}

export const priceOf = (context: Context, { price }: Item) => context.get('price', price ?? '')

/** Does what needs prices on sale: those that were made for one quote are on sale to nobody else. */
export function onSale<T>(context: Context, items: Item[], run: () => T): T {
  const inactive = items.map((item) => priceOf(context, item)).filter(({ active }) => !active)
  for (const price of inactive) context.update<'price'>({ ...price, active: true })
  const outcome = run()
  for (const { id } of inactive) context.update<'price'>({ ...context.get('price', id), active: false })
  return outcome
}

const sums = (items: Item[]) => {
  const { amount_subtotal, amount_total, total_details: details } = totalsOf(items, [])
  return { amount_subtotal, amount_total, total_details: details }
}

/**
 * Replaces a quote's lines: those that name one keep it.
 *
 * @throws StripeError for recurring prices of more than one interval
 */
export function setLines(context: Context, quote: string, params: LineParam[]) {
  const present = sessionItems(context, quote)
  const given = params.map((line, index) => {
    const { id, discounts, price_data: data, ...rest } = { id: undefined, ...line }
    if (discounts?.length) {
      throw invalid('The local Stripe takes no discounts of single lines of a quote.', {
        param: `line_items[${index}][discounts]`,
      })
    }
    const before = id === undefined ? undefined : present.find((item) => item.id === id)
    if (id !== undefined && !before) {
      throw invalid(`No such line item: '${id}'`, { code: 'resource_missing', param: `line_items[${index}][id]` })
    }
    const { price = data ? undefined : (before?.price ?? undefined), quantity = before?.quantity ?? 1 } = rest
    return {
      before,
      keepsRates: rest.tax_rates === undefined,
      param: {
        quantity,
        ...(price !== undefined && { price }),
        ...(data && { price_data: data }),
        ...(rest.tax_rates && { tax_rates: rest.tax_rates }),
      },
    }
  })
  const wanted = given.map(({ param }) => param)
  const isRecurring = wanted.some(({ price, price_data: data }) =>
    price === undefined ? data && 'recurring' in data && data.recurring : context.store.find('price', price)?.recurring,
  )
  const kept = given.flatMap(({ before }) => before ?? [])
  const mode = isRecurring ? 'subscription' : 'payment'
  const lines = onSale(context, kept, () => pricedLines(context, wanted, mode))
  const cycles = new Set(
    lines.flatMap(({ price: { recurring } }) =>
      recurring ? [`${recurring.interval_count} ${recurring.interval}`] : [],
    ),
  )
  if (cycles.size > 1) {
    throw invalid('All recurring prices of a quote must have the same interval.', { param: 'line_items' })
  }
  const rates = given.map(({ before, keepsRates }) =>
    before && keepsRates ? taxRatesOf(context, before.id) : undefined,
  )
  for (const { id } of present) context.deleted('item', id)
  for (const [index, line] of lines.entries()) {
    const id = given[index]?.before?.id ?? context.newId('item')
    createSessionItem(context, quote, itemFields(context, line, id, {}), rates[index] ?? line.taxRates)
  }
}

/** A quote with its sums, after its lines, its discount, its taxes or its customer changed. */
export function withTotals(context: Context, quote: Quote): Quote {
  const exempt = context.store.find('customer', quote.customer ?? '')?.tax_exempt ?? null
  const [discount] = quote.discounts
  const items = applyDiscountAndTaxes(context, sessionItems(context, quote.id), discount, {
    exempt,
    defaults: quote.default_tax_rates ?? [],
  })
  const recurring = items.filter((item) => priceOf(context, item).recurring)
  const [first] = recurring
  const cycle = first && priceOf(context, first).recurring
  const hasTrial = quote.subscription_data.trial_period_days !== null
  return {
    ...quote,
    ...sums(items),
    currency: items[0]?.currency ?? quote.currency,
    computed: {
      recurring: cycle ? { ...sums(recurring), interval: cycle.interval, interval_count: cycle.interval_count } : null,
      upfront: sums(hasTrial ? items.filter((item) => !recurring.includes(item)) : items),
    },
  }
}

/**
 * A quote with the discount of a request, and what is kept with it.
 *
 * @throws StripeError for more than one discount, or one that there is not
 */
export function discounted(context: Context, quote: Quote, params: QuoteParams['discounts']): [Quote, Kept] {
  const [asked, second] = params ?? []
  if (second) throw invalid('The local Stripe takes one discount of a quote.', { param: 'discounts' })
  if (!asked) return [{ ...quote, discounts: [] }, {}]
  const items = sessionItems(context, quote.id)
  const amount = items.reduce((sum, item) => sum + item.amount_subtotal, 0)
  const by = { customer: quote.customer, currency: items[0]?.currency ?? '', amount }
  const off = redeem(context, asked, by, 'discounts[0]')
  return [
    { ...quote, discounts: [createDiscount(context, off, quote.customer, {}).id] },
    { discount: off.code ? { promotion_code: off.code.id } : { coupon: off.coupon.id } },
  ]
}

/**
 * A quote with what a request says of it.
 *
 * @throws StripeError for an account, a customer or a tax rate that there is not, or a date that is over
 */
export function described(context: Context, before: Quote, params: QuoteParams): Quote {
  const account = params.on_behalf_of ?? params.transfer_data?.destination
  if (account) {
    throw invalid(`No such account: '${account}'`, {
      code: 'resource_missing',
      param: params.on_behalf_of ? 'on_behalf_of' : 'transfer_data[destination]',
    })
  }
  if (before.customer !== null && params.customer !== undefined && params.customer !== before.customer) {
    throw invalid('The customer of a quote cannot be changed.', { param: 'customer' })
  }
  const { automatic_tax: tax, invoice_settings: settings, subscription_data: data } = params
  if (data?.trial_period_days) checkTrialDays(data.trial_period_days, 'subscription_data[trial_period_days]')
  const date = data?.effective_date
  if (date === 'current_period_end') {
    throw invalid('`current_period_end` needs a quote that changes a subscription.', {
      param: 'subscription_data[effective_date]',
    })
  }
  const given = <K extends keyof QuoteParams & keyof Quote>(name: K) =>
    params[name] === undefined ? {} : { [name]: params[name] }
  return {
    ...before,
    ...given('application_fee_amount'),
    ...given('application_fee_percent'),
    ...given('collection_method'),
    ...given('description'),
    ...given('footer'),
    ...given('header'),
    ...(tax && {
      automatic_tax: {
        enabled: tax.enabled,
        liability: tax.enabled ? { type: 'self' } : null,
        provider: tax.enabled ? 'stripe' : null,
        status: null,
      },
    }),
    ...(params.customer !== undefined && { customer: context.get('customer', params.customer, 'customer').id }),
    ...(params.default_tax_rates !== undefined && {
      default_tax_rates: taxRateIds(context, params.default_tax_rates, 'default_tax_rates'),
    }),
    expires_at: expiryOf(context, params.expires_at) ?? before.expires_at,
    invoice_settings: {
      ...before.invoice_settings,
      ...(settings?.custom_fields !== undefined && { custom_fields: settings.custom_fields }),
      ...(settings?.days_until_due !== undefined && { days_until_due: settings.days_until_due }),
      ...(settings?.description !== undefined && { description: settings.description }),
      ...(settings?.footer !== undefined && { footer: settings.footer }),
    },
    metadata: mergeMetadata(before.metadata, params.metadata),
    subscription_data: {
      ...before.subscription_data,
      ...(data?.description !== undefined && { description: data.description }),
      ...(date !== undefined && { effective_date: date }),
      ...(data && 'metadata' in data && { metadata: mergeMetadata({}, data.metadata) }),
      ...(data?.trial_period_days !== undefined && { trial_period_days: data.trial_period_days }),
    },
  }
}

export function expiryOf(context: Context, asked: number | undefined): number | undefined {
  if (asked === undefined || asked > context.now) return asked
  throw invalid('The `expires_at` timestamp must be in the future.', { param: 'expires_at' })
}
