import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid, missing } from '../engine/errors.ts'
import { bracket, mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import { search, token } from '../engine/search.ts'
import type { Objects, Params } from '../engine/types.ts'
import { createProduct, productFields } from './products/create.ts'
import { UNLISTED, unlistedIn } from './products/unlisted.ts'

type Price = Objects['price']
type NewPrice = Omit<Params<'POST /v1/prices'>, 'expand'>
type CustomAmount = NonNullable<NewPrice['custom_unit_amount']>
type TierParam = NonNullable<NewPrice['tiers']>[number]

/** Stripe allows three years at most between two payments: https://docs.stripe.com/api/prices/create */
const MAX_INTERVALS: Record<string, number> = { day: 1095, week: 156, month: 36, year: 3 }

/** The whole cents of a decimal amount, or null where it has a fraction. */
export const wholeAmount = (decimal: string) => (Number.isInteger(Number(decimal)) ? Number(decimal) : null)

const both = (amount: number | undefined, decimal: string | undefined) => {
  if (decimal !== undefined) return { amount: wholeAmount(decimal), decimal }
  return amount === undefined ? { amount: null, decimal: null } : { amount, decimal: String(amount) }
}

const customAmount = (params: CustomAmount) => ({
  maximum: params.maximum ?? null,
  minimum: params.minimum ?? null,
  preset: params.preset ?? null,
})

function tier(params: TierParam) {
  const flat = both(params.flat_amount, params.flat_amount_decimal)
  const unit = both(params.unit_amount, params.unit_amount_decimal)
  return {
    flat_amount: flat.amount,
    flat_amount_decimal: flat.decimal,
    unit_amount: unit.amount,
    unit_amount_decimal: unit.decimal,
    up_to: typeof params.up_to === 'number' ? params.up_to : null,
  }
}

function checkAmounts(params: NewPrice, at: string) {
  const { unit_amount: amount, unit_amount_decimal: decimal, custom_unit_amount: custom } = params
  if (params.billing_scheme === 'tiered') {
    if (!params.tiers?.length) throw missing(bracket(at, 'tiers'))
    if (!params.tiers_mode) throw missing(bracket(at, 'tiers_mode'))
    return
  }
  const given = [amount, decimal, custom?.enabled ? custom : undefined].filter((value) => value !== undefined)
  if (given.length === 0) {
    throw invalid(
      'You must pass one of `unit_amount`, `unit_amount_decimal`, or `custom_unit_amount` when creating a price.',
      { code: 'parameter_missing', param: bracket(at, 'unit_amount') },
    )
  }
  if (given.length > 1) {
    throw invalid(
      'You may only specify one of these parameters: unit_amount, unit_amount_decimal, custom_unit_amount.',
      {
        code: 'parameters_exclusive',
        param: bracket(at, 'unit_amount'),
      },
    )
  }
  if (amount !== undefined && amount < 0) {
    throw invalid('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param: bracket(at, 'unit_amount'),
    })
  }
}

function checkInterval(
  { interval, interval_count: count = 1 }: { interval: string; interval_count?: number },
  at: string,
) {
  const most = MAX_INTERVALS[interval] ?? 0
  if (count < 1 || count > most) {
    throw invalid(`Invalid interval_count: must be between 1 and ${most} when interval=${interval}.`, {
      param: bracket(bracket(at, 'recurring'), 'interval_count'),
    })
  }
}

/** Metered prices have a meter: https://docs.stripe.com/changelog/basil/2025-03-31/deprecate-legacy-usage-based-billing */
function checkMeter(context: Context, { meter, usage_type: type }: NonNullable<NewPrice['recurring']>, param: string) {
  if (type !== 'metered') {
    if (meter === undefined) return
    throw invalid('You may only specify a meter for a price with `usage_type=metered`.', { param })
  }
  if (meter === undefined) throw missing(param)
  const { status } = context.get('billing.meter', meter, param)
  if (status !== 'active') throw invalid('An inactive meter cannot be attached to a price.', { param })
}

/** Gives a lookup key to a price; another active one that has it keeps it unless it is to be transferred. */
function takeLookupKey(context: Context, key: string | undefined, transfer: boolean | undefined, own?: string) {
  if (key === undefined) return
  for (const holder of context.all('price', { lookup_key: key })) {
    if (holder.id === own) continue
    if (!transfer) {
      throw invalid(
        `A price (\`${holder.id}\`) already uses that lookup key. Pass \`transfer_lookup_key=true\` to move it.`,
        { param: 'lookup_key' },
      )
    }
    context.update<'price'>({ ...holder, lookup_key: null })
  }
}

/**
 * @param at the parameter that describes the price, where it is not a request's own
 * @throws StripeError when the product, the amount or the interval is missing or wrong
 */
export function createPrice(context: Context, params: NewPrice, at = ''): Price {
  const { product: given, product_data: productData, recurring } = params
  if ((given === undefined) === (productData === undefined)) {
    if (given === undefined) throw missing(bracket(at, 'product'))
    throw invalid('You may only specify one of these parameters: product, product_data.', {
      code: 'parameters_exclusive',
      param: bracket(at, 'product'),
    })
  }
  checkAmounts(params, at)
  if (recurring) {
    checkInterval(recurring, at)
    checkMeter(context, recurring, bracket(bracket(at, 'recurring'), 'meter'))
  }
  takeLookupKey(context, params.lookup_key, params.transfer_lookup_key)
  const product = productData
    ? createProduct(context, productData).id
    : context.get('product', given ?? '', bracket(at, 'product')).id
  const hidden: HiddenFields = { tiers: params.tiers?.map(tier), currencies: params.currency_options ?? undefined }
  return context.create<'price'>(
    fieldsOf(context, params, product),
    hidden.tiers || hidden.currencies ? hidden : undefined,
  )
}

function fieldsOf(context: Context, params: NewPrice, product: string): Price {
  const { recurring } = params
  const unit = both(params.unit_amount, params.unit_amount_decimal)
  return {
    id: context.newId('price'),
    object: 'price',
    active: params.active ?? true,
    billing_scheme: params.billing_scheme ?? 'per_unit',
    created: context.now,
    currency: params.currency,
    custom_unit_amount: params.custom_unit_amount?.enabled ? customAmount(params.custom_unit_amount) : null,
    livemode: false,
    lookup_key: params.lookup_key ?? null,
    metadata: mergeMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product,
    recurring: recurring
      ? {
          interval: recurring.interval,
          interval_count: recurring.interval_count ?? 1,
          meter: recurring.meter ?? null,
          trial_period_days: recurring.trial_period_days ?? null,
          usage_type: recurring.usage_type ?? 'licensed',
        }
      : null,
    tax_behavior: params.tax_behavior ?? 'unspecified',
    tiers_mode: params.tiers_mode ?? null,
    transform_quantity: params.transform_quantity ?? null,
    type: recurring ? 'recurring' : 'one_time',
    unit_amount: unit.amount,
    unit_amount_decimal: unit.decimal,
  }
}

/**
 * The price of something that is sold for an amount, and the product that it is of. Neither is on sale or in a list, and
 * they come without events.
 *
 * @param unit what one of it costs, in the smallest unit; less than nothing for a credit
 */
export function unlistedPrice(context: Context, name: string, currency: string, unit: string): Price {
  const product = productFields(context, { name, active: false })
  const price = fieldsOf(context, { currency, unit_amount_decimal: unit, active: false }, product.id)
  context.store.insert(product, context.now, UNLISTED)
  context.store.insert(price, context.now, UNLISTED)
  return price
}

interface HiddenFields {
  tiers?: ReturnType<typeof tier>[] | undefined
  currencies?: NonNullable<NewPrice['currency_options']> | undefined
}

const hiddenFieldsOf = (context: Context, price: Price) => context.store.private<HiddenFields>('price', price.id)

/** The tiers of a tiered price. */
export const tiersOf = (context: Context, price: Price) => hiddenFieldsOf(context, price)?.tiers ?? []

function currencyOptions(context: Context, price: Price) {
  const own = {
    custom_unit_amount: price.custom_unit_amount,
    tax_behavior: price.tax_behavior,
    unit_amount: price.unit_amount,
    unit_amount_decimal: price.unit_amount_decimal,
  }
  const others = Object.entries(hiddenFieldsOf(context, price)?.currencies ?? {}).map(([currency, option]) => {
    const unit = both(option.unit_amount, option.unit_amount_decimal)
    const shown = {
      custom_unit_amount: option.custom_unit_amount?.enabled ? customAmount(option.custom_unit_amount) : null,
      tax_behavior: option.tax_behavior ?? 'unspecified',
      unit_amount: unit.amount,
      unit_amount_decimal: unit.decimal,
      ...(option.tiers && { tiers: option.tiers.map(tier) }),
    }
    return [currency, shown] as const
  })
  return Object.fromEntries([[price.currency, own], ...others])
}

/** https://docs.stripe.com/api/prices */
export const price = resource({
  object: 'price',
  prefix: 'price_',
  events: { created: 'price.created', updated: 'price.updated' },
  pathParam: 'price',
  index: ({ active, currency, lookup_key, product, type, recurring }, hidden) => ({
    unlisted: unlistedIn(hidden),
    product,
    active,
    currency,
    lookup_key,
    type,
    interval: recurring?.interval,
    meter: recurring?.meter,
    usage_type: recurring?.usage_type,
  }),
  includes: {
    tiers: (context, price) => (price.billing_scheme === 'tiered' ? tiersOf(context, price) : undefined),
    currency_options: currencyOptions,
  },
  operations: [
    operation('POST /v1/prices', (context, params) => createPrice(context, params)),
    operation('POST /v1/prices/{id}', (context, params, id = '') => {
      const before = context.get('price', id)
      const { lookup_key: key, tax_behavior: tax, currency_options: options } = params
      if (tax !== undefined && before.tax_behavior !== 'unspecified' && tax !== before.tax_behavior) {
        throw invalid(
          `You cannot change the tax_behavior of a price once it is set to ${String(before.tax_behavior)}.`,
          { param: 'tax_behavior' },
        )
      }
      if (params.active === false && context.store.find('product', before.product)?.default_price === id) {
        throw invalid('This price cannot be archived because it is the default price of its product.')
      }
      takeLookupKey(context, key, params.transfer_lookup_key, id)
      if (options !== undefined) {
        const kept = hiddenFieldsOf(context, before)
        context.store.setPrivate('price', id, {
          ...kept,
          currencies: options === null ? {} : { ...kept?.currencies, ...options },
        })
      }
      return context.update<'price'>({
        ...changed(before, params, ['active', 'lookup_key', 'nickname', 'tax_behavior']),
        metadata: mergeMetadata(before.metadata, params.metadata),
      })
    }),
    search(
      'GET /v1/prices/search',
      'price',
      {
        active: token(({ active }) => active),
        currency: token(({ currency }) => currency),
        lookup_key: token(({ lookup_key: key }) => key),
        product: token(({ product }) => product),
        type: token(({ type }) => type),
      },
      { unlisted: { not: true } },
    ),
    retrieve('GET /v1/prices/{id}', 'price'),
    list('GET /v1/prices', 'price', ({ active, currency, lookup_keys, product, recurring, type }) => ({
      unlisted: { not: true },
      product,
      active,
      currency,
      type,
      ...recurring,
      lookup_key: lookup_keys,
    })),
  ],
})
