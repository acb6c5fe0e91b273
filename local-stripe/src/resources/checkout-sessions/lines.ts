import { addIntervals } from '../../billing/periods.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, missing, withParamPrefix } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { amountOf, priceFor } from '../../money/price-amounts.ts'
import { shareOf } from '../../money/rounding.ts'
import { createPrice } from '../prices.ts'
import { anchorOf } from '../subscriptions/billing-cycle.ts'
import { taxRateIds } from '../tax-rates.ts'
import { hasTrial, type Session, type SessionPlan } from './session.ts'

type SessionChange = Params<'POST /v1/checkout/sessions/{id}'>
export type LineParam = NonNullable<SessionChange['line_items']>[number]
type Item = Objects['item']
type Price = Objects['price']

/** Of each type of price, in a session that begins a subscription. */
const MAX_OF_SUBSCRIPTION = 20
const MAX_OF_PAYMENT = 100

function linePrice(context: Context, line: LineParam, param: string, currency: string | undefined): Price {
  if (line.price_data) {
    const { product, product_data: data, ...price } = line.price_data
    if (currency !== undefined && price.currency !== currency) {
      throw invalid(`All prices of a session must be in one currency: ${currency}.`, {
        param: `${param}[price_data][currency]`,
      })
    }
    if (product === undefined && !data) throw missing(`${param}[price_data][product]`)
    return createPrice(
      context,
      {
        ...price,
        active: false,
        ...(product !== undefined && { product }),
        ...(data && { product_data: data }),
      },
      `${param}[price_data]`,
    )
  }
  if (line.price === undefined) throw missing(`${param}[price]`)
  const price = priceFor(context, line.price, `${param}[price]`, { currency })
  const product = context.store.find('product', price.product)
  if (product?.active === false) {
    throw invalid(`Price \`${price.id}\` is not available to be purchased because its product is not active.`, {
      param: `${param}[price]`,
    })
  }
  return price
}

export interface Line {
  param: LineParam
  price: Price
  quantity: number
  taxRates: string[]
}

/**
 * https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-line_items
 *
 * @throws StripeError for more lines, with optional ones, than a session of a mode takes
 */
export function checkCounts(mode: Session['mode'], prices: Price[], param: string) {
  const recurring = prices.filter(({ type }) => type === 'recurring').length
  const most = mode === 'subscription' ? MAX_OF_SUBSCRIPTION : MAX_OF_PAYMENT
  for (const [count, type] of [[recurring, 'recurring'] as const, [prices.length - recurring, 'one-time'] as const]) {
    if (count > most) {
      throw invalid(`A Checkout Session in \`${mode}\` mode can have up to ${most} items with ${type} prices.`, {
        param,
      })
    }
  }
}

/** The prices of a session's lines: in one currency, and of the type that its mode takes. */
export function pricedLines(context: Context, lines: LineParam[], mode: Session['mode'], currency?: string): Line[] {
  let expected = currency
  const priced = lines.map((param, index): Line => {
    const name = `line_items[${index}]`
    const price = linePrice(context, param, name, expected)
    expected = price.currency
    const isMetered = price.recurring?.usage_type === 'metered'
    if (param.quantity === undefined && !isMetered) {
      throw invalid(`Quantity is required. Add \`quantity\` to \`${name}\``, {
        code: 'parameter_missing',
        param: `${name}[quantity]`,
      })
    }
    if (param.quantity !== undefined && param.quantity < 1) {
      throw invalid('This value must be greater than or equal to 1.', {
        code: 'parameter_invalid_integer',
        param: `${name}[quantity]`,
      })
    }
    const taxRates = taxRateIds(context, param.tax_rates, `${name}[tax_rates]`)
    return { param, price, quantity: param.quantity ?? 1, taxRates }
  })
  checkCounts(
    mode,
    priced.map(({ price }) => price),
    'line_items',
  )
  const isRecurring = priced.some(({ price }) => price.recurring !== null)
  if (mode === 'payment' && isRecurring) {
    throw invalid(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only ' +
        'one-time prices.',
      { param: 'line_items' },
    )
  }
  if (mode === 'subscription' && !isRecurring) {
    throw invalid('You must provide at least one recurring price in `subscription` mode when using prices.', {
      param: 'line_items',
    })
  }
  return priced
}

/** What is kept with a line: its session, and the ids of its tax rates. */
export interface HiddenFields {
  session: string
  taxRates: string[]
}

export const hiddenFieldsOf = (context: Context, item: string) => context.store.private<HiddenFields>('item', item)

/** The ids of the tax rates of the line itself. */
export const taxRatesOf = (context: Context, item: string) => hiddenFieldsOf(context, item)?.taxRates ?? []

/** What a price costs with the first payment: nothing in a trial, and a part of it until the first anchor. */
function firstAmount(context: Context, { price, quantity }: Omit<Line, 'taxRates'>, plan: SessionPlan): number {
  const amount = amountOf(context, price, quantity)
  const { subscription = {} } = plan
  if (!price.recurring) return amount
  if (hasTrial(plan)) return 0
  const anchor = withParamPrefix('subscription_data', () => anchorOf(context, subscription))
  if (anchor === undefined || anchor <= context.now) return amount
  if (subscription.proration_behavior === 'none') return 0
  return shareOf(amount, anchor - context.now, addIntervals(context.now, price.recurring) - context.now)
}

export function itemFields(context: Context, line: Omit<Line, 'taxRates'>, id: string, plan: SessionPlan): Item {
  const { param, price, quantity } = line
  const amount = firstAmount(context, line, plan)
  const adjustable = param.adjustable_quantity
  return {
    id,
    object: 'item',
    adjustable_quantity: adjustable
      ? { enabled: adjustable.enabled, maximum: adjustable.maximum ?? null, minimum: adjustable.minimum ?? null }
      : null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: context.get('product', price.product).name,
    metadata: mergeMetadata({}, param.metadata),
    price: price.id,
    quantity,
  }
}

export const sessionItems = (context: Context, session: string) => context.all('item', { session })

/** A line knows its session only by what is kept with it. */
export const createSessionItem = (context: Context, session: string, item: Item, taxRates: string[] = []) =>
  context.create<'item'>({ ...item }, { session, taxRates } satisfies HiddenFields)
