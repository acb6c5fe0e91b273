import { fullAddress } from '../../address.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, missing, noSuch } from '../../engine/errors.ts'
import { randomText } from '../../engine/ids.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource } from '../../engine/resource.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { checkChargeable, leastCharge, money } from '../../money/currencies.ts'
import { amountOf, priceFor } from '../../money/price-amounts.ts'
import { added, addedUp, type Tax, taxesOn } from '../../money/taxes.ts'
import {
  checkCode,
  checkCoupon,
  createDiscount,
  type Redeemed,
  redeemed,
  takenOff,
  termsOfDiscount,
} from '../discounts.ts'
import { createPrice } from '../prices.ts'
import { activeCode } from '../promotion-codes.ts'
import { createShippingRate } from '../shipping-rates.ts'
import { taxIdsOf } from '../tax-ids.ts'
import { taxRatesNamed } from '../tax-rates.ts'

export type Session = Objects['checkout.session']
type NewSession = Params<'POST /v1/checkout/sessions'>
type SessionChange = Params<'POST /v1/checkout/sessions/{id}'>
type LineParam = NonNullable<SessionChange['line_items']>[number]
type ShippingParam = NonNullable<NewSession['shipping_options']>[number]
type Item = Objects['item']
type Price = Objects['price']

const MINUTE = 60
const DAY = 24 * 60 * MINUTE
const MAX_LINES = 100

/** Parameters that one mode alone takes: https://docs.stripe.com/api/checkout/sessions/create */
const ONLY_IN_MODE = {
  allow_promotion_codes: ['payment', 'subscription'],
  customer_creation: ['payment', 'setup'],
  discounts: ['payment', 'subscription'],
  invoice_creation: ['payment'],
  line_items: ['payment', 'subscription'],
  optional_items: ['payment', 'subscription'],
  payment_intent_data: ['payment'],
  payment_method_collection: ['subscription'],
  setup_intent_data: ['setup'],
  shipping_options: ['payment', 'subscription'],
  submit_type: ['payment', 'subscription'],
  subscription_data: ['subscription'],
} as const

/** What a session keeps for the moment when it is paid. */
export interface SessionPlan {
  payment?: NewSession['payment_intent_data'] | undefined
  setup?: NewSession['setup_intent_data'] | undefined
  subscription?: NewSession['subscription_data'] | undefined
  /** What of the customer is to be what they write on the page. */
  update?: NewSession['customer_update'] | undefined
  /** The id of what is taken off. */
  discount?: string | undefined
}

function checkMode(params: NewSession) {
  const { mode } = params
  if (mode === undefined) throw missing('mode')
  for (const [name, modes] of Object.entries(ONLY_IN_MODE)) {
    if (name in params && !modes.some((each) => each === mode)) {
      throw invalid(`You can not pass \`${name}\` in \`${String(mode)}\` mode.`, { param: name })
    }
  }
  if (params.discounts !== undefined && params.allow_promotion_codes !== undefined) {
    throw invalid('You may only specify one of these parameters: allow_promotion_codes, discounts.', {
      code: 'parameters_exclusive',
      param: 'allow_promotion_codes',
    })
  }
  if (params.customer !== undefined && params.customer_creation !== undefined) {
    throw invalid('You may only specify one of these parameters: customer, customer_creation.', {
      code: 'parameters_exclusive',
      param: 'customer',
    })
  }
  if ((params.discounts?.length ?? 0) > 1) {
    throw invalid('You can only apply one discount to a Checkout Session.', { param: 'discounts' })
  }
  if (params.customer_update !== undefined && params.customer === undefined) {
    throw invalid('`customer_update` can only be used with `customer` or `customer_account`.', {
      param: 'customer_update',
    })
  }
  const keepsNames = params.customer === undefined || params.customer_update?.name === 'auto'
  if (params.tax_id_collection?.enabled && !keepsNames) {
    throw invalid(
      'Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing ' +
        'customer, please set `customer_update[name]` to `auto`.',
      { param: 'customer_update[name]' },
    )
  }
  if (mode !== 'setup' && !params.line_items?.length) throw missing('line_items')
  if (mode === 'setup' && params.currency === undefined && params.allowed_payment_method_types === undefined) {
    throw missing('currency')
  }
}

function checkUrls(params: NewSession) {
  const isHosted = (params.ui_mode ?? 'hosted_page') === 'hosted_page'
  if (isHosted) {
    if (params.success_url === undefined) throw missing('success_url')
    if (params.return_url !== undefined) {
      throw invalid('`return_url` can only be used with a ui_mode that stays on your page.', { param: 'return_url' })
    }
    if (params.redirect_on_completion !== undefined) {
      throw invalid('`redirect_on_completion` can only be used with a ui_mode that stays on your page.', {
        param: 'redirect_on_completion',
      })
    }
    return
  }
  for (const name of ['success_url', 'cancel_url'] as const) {
    if (params[name] !== undefined) {
      throw invalid(`\`${name}\` can not be used with ui_mode ${String(params.ui_mode)}; use \`return_url\`.`, {
        param: name,
      })
    }
  }
  if (params.return_url === undefined && params.redirect_on_completion !== 'never') throw missing('return_url')
}

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

/** https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-subscription_data-trial_end */
function checkTrial({ now }: Context, { subscription_data: data }: NewSession) {
  if (data?.trial_end === undefined) return
  if (data.trial_period_days !== undefined) {
    throw invalid(
      'You may only specify one of these parameters: subscription_data[trial_end], subscription_data[trial_period_days].',
      { code: 'parameters_exclusive', param: 'subscription_data[trial_end]' },
    )
  }
  if (data.trial_end < now + 2 * DAY) {
    throw invalid('The `trial_end` date has to be at least 2 days in the future.', {
      param: 'subscription_data[trial_end]',
    })
  }
}

interface Line {
  param: LineParam
  price: Price
  quantity: number
  taxRates: string[]
}

/** The prices of a session's lines: in one currency, and of the type that its mode takes. */
function pricedLines(context: Context, lines: LineParam[], mode: Session['mode'], currency?: string): Line[] {
  if (lines.length > MAX_LINES) {
    throw invalid(`You can only have up to ${MAX_LINES} line items.`, { param: 'line_items' })
  }
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
    const taxRates = taxRatesNamed(context, param.tax_rates, `${name}[tax_rates]`)
    return { param, price, quantity: param.quantity ?? 1, taxRates }
  })
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
interface Private {
  session: string
  taxRates: string[]
}

const privateOf = (context: Context, item: string) => context.store.private<Private>('item', item)

/** The ids of the tax rates that a line has of its own. */
export const ratesOf = (context: Context, item: string) => privateOf(context, item)?.taxRates ?? []

/** How a session is taxed, but for its lines' own rates. */
interface Taxation {
  exempt: Objects['customer']['tax_exempt']
  /** The rates of the subscription that it begins. */
  defaults: string[]
}

const taxationOf = (
  session: Pick<Session, 'customer_details'> | undefined,
  plan: SessionPlan | undefined,
): Taxation => ({
  exempt: session?.customer_details?.tax_exempt ?? null,
  defaults: plan?.subscription?.default_tax_rates ?? [],
})

function taxesOf(context: Context, { amount_discount: off, amount_subtotal: subtotal, id }: Item, how: Taxation) {
  const own = ratesOf(context, id)
  return taxesOn(context, subtotal - off, own.length > 0 ? own : how.defaults, how.exempt)
}

/** The taxes on a line of a session that is kept. */
function taxesOfKept(context: Context, of: Item): Tax[] {
  const { session: id = '' } = privateOf(context, of.id) ?? {}
  const session = context.store.find('checkout.session', id)
  return taxesOf(context, of, taxationOf(session, context.store.private<SessionPlan>('checkout.session', id)))
}

/** All taxes of a session, by rate. */
export const taxesOfSession = (context: Context, session: string) =>
  addedUp(itemsOf(context, session).flatMap((item) => taxesOfKept(context, item)))

/** Taxes as sessions and their lines show them, on request. */
const taxesShown = (context: Context, taxes: Tax[]) =>
  taxes.map(({ amount, tax_rate_details: of, taxability_reason: reason, taxable_amount }) => ({
    amount,
    rate: context.get('tax_rate', of?.tax_rate ?? ''),
    taxability_reason: reason === 'not_available' ? null : reason,
    taxable_amount,
  }))

/** A line; what recurs costs nothing now where the subscription begins with a trial. */
function itemOf(
  context: Context,
  { param, price, quantity }: Omit<Line, 'taxRates'>,
  id: string,
  isTrial: boolean,
): Item {
  const amount = isTrial && price.recurring ? 0 : amountOf(context, price, quantity)
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

export const itemsOf = (context: Context, session: string) => context.all('item', { session })

function shippingOptions(context: Context, params: ShippingParam[] | null | undefined, currency: string | null) {
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

/** Whether a session's subscription begins with a trial. */
const hasTrial = ({ subscription: data }: SessionPlan) => (data?.trial_period_days ?? data?.trial_end) !== undefined

/** Takes a session's discount off its lines, and taxes what is left. */
function discounted(context: Context, items: Item[], id: string | undefined, how: Taxation): Item[] {
  const terms = id === undefined ? undefined : termsOfDiscount(context, id)
  const parts = items.map(({ amount_subtotal: amount, price }) => ({
    amount,
    product: price === null ? null : context.get('price', price).product,
    discountable: true,
  }))
  const off = terms ? takenOff(terms, parts, items[0]?.currency ?? '') : []
  return items.map((item, index) => {
    const amount = off[index] ?? 0
    const taxes = taxesOf(context, { ...item, amount_discount: amount }, how)
    if (amount === item.amount_discount && taxes.length === 0 && item.amount_tax === 0) return item
    return context.update<'item'>({
      ...item,
      amount_discount: amount,
      amount_tax: taxes.reduce((sum, tax) => sum + tax.amount, 0),
      amount_total: item.amount_subtotal - amount + added(taxes),
    })
  })
}

/** A session's sums; of several shipping options the first one counts until another is chosen. */
function sums(items: Item[], options: Session['shipping_options'], chosen?: string) {
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0)
  const discount = items.reduce((sum, item) => sum + item.amount_discount, 0)
  const tax = items.reduce((sum, item) => sum + item.amount_tax, 0)
  const shipping = options.find((option) => option.shipping_rate === chosen) ?? options[0]
  const shippingAmount = shipping?.shipping_amount ?? 0
  return {
    amount_subtotal: subtotal,
    amount_total: items.reduce((sum, item) => sum + item.amount_total, shippingAmount),
    shipping_cost: shipping
      ? {
          amount_subtotal: shippingAmount,
          amount_tax: 0,
          amount_total: shippingAmount,
          shipping_rate: shipping.shipping_rate,
        }
      : null,
    shipping_options: options,
    total_details: { amount_discount: discount, amount_shipping: shippingAmount, amount_tax: tax },
  }
}

/** @throws StripeError `amount_too_small` or `amount_too_large`; nothing at all may be due */
function checkTotal(total: number, currency: string) {
  const least = leastCharge(currency)
  if (total > 0 && total < least) {
    const limit = `${money(least, currency)} ${currency}`
    throw invalid(`The Checkout Session's total amount due must add up to at least ${limit}`, {
      code: 'amount_too_small',
    })
  }
  if (total > 0) checkChargeable(total, currency, 'line_items')
}

const NO_SUMS = {
  amount_subtotal: null,
  amount_total: null,
  shipping_cost: null,
  shipping_options: [],
  total_details: null,
}

/** Who pays, as far as it is known. */
export function customerDetails(context: Context, customer: Objects['customer'] | undefined, email: string | null) {
  if (!customer && email === null) return null
  return {
    address: customer?.address ?? null,
    business_name: customer?.business_name ?? null,
    email: customer?.email ?? email,
    individual_name: customer?.individual_name ?? null,
    name: customer?.name ?? null,
    phone: customer?.phone ?? null,
    tax_exempt: customer?.tax_exempt ?? ('none' as const),
    tax_ids: customer ? taxIdsOf(context, customer.id) : [],
  }
}

function expiryOf(context: Context, asked: number | undefined): number {
  if (asked === undefined) return context.now + DAY
  if (asked < context.now + 30 * MINUTE) {
    throw invalid('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
      param: 'expires_at',
    })
  }
  if (asked > context.now + DAY) {
    throw invalid('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    })
  }
  return asked
}

function create(context: Context, params: NewSession): Session {
  checkMode(params)
  checkUrls(params)
  checkTrial(context, params)
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw invalid('You may only specify one of these parameters: customer, customer_email.', {
      code: 'parameters_exclusive',
      param: 'customer',
    })
  }
  const mode = params.mode ?? 'payment'
  const customer = params.customer === undefined ? undefined : context.get('customer', params.customer, 'customer')
  const lines = mode === 'setup' ? [] : pricedLines(context, params.line_items ?? [], mode, params.currency)
  const currency = lines[0]?.price.currency ?? params.currency ?? null
  const id = context.newId('checkout.session')
  const plan: SessionPlan = {
    payment: params.payment_intent_data,
    setup: params.setup_intent_data,
    subscription: params.subscription_data,
    update: params.customer_update,
  }
  const isTrial = hasTrial(plan)
  taxRatesNamed(context, plan.subscription?.default_tax_rates, 'subscription_data[default_tax_rates]')
  const full = lines.map((line) =>
    createItem(context, id, itemOf(context, line, context.newId('item'), isTrial), line.taxRates),
  )
  const [asked] = params.discounts ?? []
  const off =
    asked &&
    redeemed(
      context,
      asked,
      {
        customer: customer?.id ?? null,
        currency: currency ?? '',
        amount: full.reduce((sum, { amount_subtotal: amount }) => sum + amount, 0),
      },
      'discounts[0]',
    )
  if (off) plan.discount = discountOf(context, { id, mode, customer: customer?.id ?? null }, off)
  const details = customerDetails(context, customer, params.customer_email ?? null)
  const items = discounted(context, full, plan.discount, taxationOf({ customer_details: details }, plan))
  const amounts = mode === 'setup' ? NO_SUMS : sums(items, shippingOptions(context, params.shipping_options, currency))
  const total = amounts.amount_total ?? 0
  if (mode === 'payment' && currency !== null) checkTotal(total, currency)
  const uiMode = params.ui_mode ?? 'hosted_page'
  const isHosted = uiMode === 'hosted_page'
  const types = params.allowed_payment_method_types
  const session = context.create<'checkout.session'>(
    {
      id,
      object: 'checkout.session',
      adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? false },
      after_expiration: afterExpiration(params.after_expiration),
      allow_promotion_codes: params.allow_promotion_codes ?? null,
      allowed_payment_method_types: types?.map(String) ?? null,
      ...amounts,
      automatic_tax: params.automatic_tax?.enabled
        ? { enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'complete' }
        : { enabled: false, liability: null, provider: null, status: null },
      ...(params.branding_settings && { branding_settings: brandingOf(params.branding_settings) }),
      billing_address_collection: params.billing_address_collection ?? null,
      cancel_url: params.cancel_url ?? null,
      client_reference_id: params.client_reference_id ?? null,
      client_secret: isHosted ? null : `${id}_secret_${randomText(40)}`,
      collected_information: null,
      consent: null,
      consent_collection: params.consent_collection
        ? {
            payment_method_reuse_agreement: params.consent_collection.payment_method_reuse_agreement ?? null,
            promotions: params.consent_collection.promotions ?? null,
            terms_of_service: params.consent_collection.terms_of_service ?? null,
          }
        : null,
      created: context.now,
      currency,
      currency_conversion: null,
      custom_fields: customFields(params.custom_fields),
      custom_text: {
        after_submit: params.custom_text?.after_submit ?? null,
        shipping_address: params.custom_text?.shipping_address ?? null,
        submit: params.custom_text?.submit ?? null,
        terms_of_service_acceptance: params.custom_text?.terms_of_service_acceptance ?? null,
      },
      customer: customer?.id ?? null,
      customer_account: null,
      customer_creation:
        mode === 'subscription'
          ? customer
            ? null
            : 'always'
          : (params.customer_creation ?? (customer ? null : 'if_required')),
      customer_details: details,
      customer_email: params.customer_email ?? null,
      discounts: off ? [namesOf(off)] : mode === 'setup' ? null : [],
      ...(params.excluded_payment_method_types && {
        excluded_payment_method_types: params.excluded_payment_method_types.map(String),
      }),
      expires_at: expiryOf(context, params.expires_at),
      integration_identifier: params.integration_identifier ?? null,
      invoice: null,
      invoice_creation: mode === 'payment' ? invoiceCreation(params.invoice_creation) : null,
      livemode: false,
      locale: params.locale ?? null,
      managed_payments: params.managed_payments ? { enabled: params.managed_payments.enabled ?? false } : null,
      metadata: mergeMetadata({}, params.metadata),
      mode,
      ...(params.name_collection && { name_collection: nameCollection(params.name_collection) }),
      optional_items: optionalItems(context, params.optional_items, currency),
      origin_context: params.origin_context ?? null,
      payment_intent: null,
      payment_link: null,
      payment_method_collection: mode === 'subscription' ? (params.payment_method_collection ?? 'always') : null,
      payment_method_configuration_details: null,
      payment_method_options: methodOptions(params.payment_method_options),
      payment_method_types: types?.map(String) ?? ['card'],
      payment_status: mode === 'setup' || (mode === 'payment' && total === 0) ? 'no_payment_required' : 'unpaid',
      permissions: params.permissions
        ? { update_shipping_details: params.permissions.update_shipping_details ?? null }
        : null,
      phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
      recovered_from: null,
      ...(!isHosted && { redirect_on_completion: params.redirect_on_completion ?? 'always' }),
      ...(params.return_url !== undefined && { return_url: params.return_url }),
      saved_payment_method_options: savedOptions(params.saved_payment_method_options),
      setup_intent: null,
      shipping_address_collection: params.shipping_address_collection ?? null,
      status: 'open',
      submit_type: params.submit_type ?? null,
      subscription: null,
      success_url: params.success_url ?? null,
      ...(params.tax_id_collection && {
        tax_id_collection: {
          enabled: params.tax_id_collection.enabled,
          required: params.tax_id_collection.required ?? 'never',
        },
      }),
      ui_mode: uiMode,
      url: isHosted ? context.pageUrl(`/checkout/${id}`) : null,
      wallet_options: params.wallet_options ?? null,
    },
    plan,
  )
  context.schedule(session, session.expires_at)
  return session
}

type CustomFields = NonNullable<NewSession['custom_fields']>
const MAX_CUSTOM_FIELDS = 3

/** @throws StripeError for more than three, a key twice or with other characters, or a dropdown without its options */
function customFields(params: CustomFields | undefined): Session['custom_fields'] {
  const fields = params ?? []
  if (fields.length > MAX_CUSTOM_FIELDS) {
    throw invalid(`You can only have up to ${MAX_CUSTOM_FIELDS} custom fields.`, { param: 'custom_fields' })
  }
  return fields.map(({ dropdown, key, label, numeric, optional, text, type }, index) => {
    const param = `custom_fields[${index}]`
    if (!/^[a-zA-Z0-9]{1,200}$/.test(key)) {
      throw invalid('A key can only have up to 200 letters and digits.', { param: `${param}[key]` })
    }
    if (fields.findIndex((other) => other.key === key) < index) {
      throw invalid(`Each custom field needs a key of its own: ${key}.`, { param: `${param}[key]` })
    }
    if (type === 'dropdown' && !dropdown) throw missing(`${param}[dropdown]`)
    const limits = (of: typeof text) => ({
      default_value: of?.default_value ?? null,
      maximum_length: of?.maximum_length ?? null,
      minimum_length: of?.minimum_length ?? null,
      value: null,
    })
    return {
      ...(type === 'dropdown' &&
        dropdown && {
          dropdown: { default_value: dropdown.default_value ?? null, options: dropdown.options, value: null },
        }),
      key,
      label: { custom: label.custom, type: 'custom' },
      ...(type === 'numeric' && { numeric: limits(numeric) }),
      optional: optional ?? false,
      ...(type === 'text' && { text: limits(text) }),
      type,
    }
  })
}

function optionalItems(context: Context, params: NewSession['optional_items'], currency: string | null) {
  if (!params) return null
  return params.map(({ adjustable_quantity: range, price, quantity }, index) => {
    const param = `optional_items[${index}]`
    priceFor(context, price, `${param}[price]`, { currency: currency ?? undefined })
    if (quantity < 1) {
      throw invalid('This value must be greater than or equal to 1.', {
        code: 'parameter_invalid_integer',
        param: `${param}[quantity]`,
      })
    }
    return {
      adjustable_quantity: range
        ? { enabled: range.enabled, maximum: range.maximum ?? null, minimum: range.minimum ?? null }
        : null,
      price,
      quantity,
    }
  })
}

const afterExpiration = (of: NewSession['after_expiration']): Session['after_expiration'] =>
  of
    ? {
        recovery: of.recovery
          ? {
              allow_promotion_codes: of.recovery.allow_promotion_codes ?? false,
              enabled: of.recovery.enabled,
              expires_at: null,
              url: null,
            }
          : null,
      }
    : null

const brandingOf = (of: NonNullable<NewSession['branding_settings']>): Session['branding_settings'] => ({
  background_color: of.background_color ?? '#ffffff',
  border_style: of.border_style ?? 'rounded',
  button_color: of.button_color ?? '#0074d4',
  display_name: of.display_name ?? 'Local Stripe',
  font_family: of.font_family ?? 'default',
  icon: of.icon ?? null,
  logo: of.logo ?? null,
})

const nameCollection = ({ business, individual }: NonNullable<NewSession['name_collection']>) => ({
  ...(business && { business: { enabled: business.enabled, optional: business.optional ?? false } }),
  ...(individual && { individual: { enabled: individual.enabled, optional: individual.optional ?? false } }),
})

/** They are kept as they are given. */
const asOptions = (of: unknown) => of as NonNullable<Session['payment_method_options']>

const methodOptions = ({ card, ...others }: NonNullable<NewSession['payment_method_options']> = {}) =>
  asOptions({ ...others, card: { request_three_d_secure: 'automatic', ...card } })

const savedOptions = (of: NewSession['saved_payment_method_options']): Session['saved_payment_method_options'] =>
  of
    ? {
        allow_redisplay_filters: of.allow_redisplay_filters ?? null,
        payment_method_remove: of.payment_method_remove ?? null,
        payment_method_save: of.payment_method_save ?? null,
      }
    : null

const invoiceCreation = (params: NewSession['invoice_creation']) => {
  const { custom_fields, description, footer, metadata } = params?.invoice_data ?? {}
  return {
    enabled: params?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: custom_fields ?? null,
      description: description ?? null,
      footer: footer ?? null,
      issuer: null,
      metadata: metadata ? mergeMetadata({}, metadata) : null,
      rendering_options: null,
    },
  }
}

/** Under payment a discount is the session's own; under subscription it becomes the subscription's. */
const discountOf = (
  context: Context,
  { id, mode, customer }: Pick<Session, 'id' | 'mode' | 'customer'>,
  of: Redeemed,
) => createDiscount(context, of, customer, mode === 'payment' ? { checkout_session: id } : {}).id

const namesOf = ({ code, coupon }: Redeemed) => ({ coupon: coupon.id, promotion_code: code?.id ?? null })

/**
 * Takes the discount of a code off a session, as a customer does who writes it on the page; an empty one takes none off.
 *
 * @throws StripeError for a session that takes none, and a code that there is not or that is not for this purchase
 */
export function applyPromotionCode(context: Context, id: string, written: string): Session {
  const session = openSession(context, id, 'updated')
  if (!session.allow_promotion_codes) throw invalid('This session takes no promotion codes.')
  const code = written === '' ? null : activeCode(context, written, session.customer)
  if (code === undefined) throw invalid('This code is invalid.')
  let off: Redeemed | null = null
  if (code) {
    const currency = session.currency ?? ''
    const by = { customer: session.customer, currency, amount: session.amount_subtotal ?? 0 }
    checkCode(context, code, by, 'promotion_code')
    off = { code, coupon: context.get('coupon', code.promotion.coupon ?? '', 'promotion_code') }
    checkCoupon(context, off.coupon, currency, 'promotion_code')
  }
  const plan = context.store.private<SessionPlan>('checkout.session', id) ?? {}
  const discount = off ? discountOf(context, session, off) : undefined
  context.store.setPrivate('checkout.session', id, { ...plan, discount })
  return reckoned(context, { ...session, discounts: off ? [namesOf(off)] : [] })
}

/** Whole numbers by line, and the shipping rate, that a customer chooses on the page. */
interface Choice {
  quantities: Map<string, number>
  shippingRate: string | undefined
}

/** @throws StripeError for a quantity or a shipping rate that the session does not leave to the customer */
export function choose(context: Context, id: string, { quantities, shippingRate }: Choice): Session {
  const session = openSession(context, id, 'updated')
  const plan = context.store.private<SessionPlan>('checkout.session', id) ?? {}
  for (const item of itemsOf(context, id)) {
    const quantity = quantities.get(item.id)
    if (quantity === undefined || quantity === item.quantity || item.price === null) continue
    const { least, most } = quantityRange(item)
    if (!item.adjustable_quantity?.enabled || !(quantity >= least && quantity <= most)) {
      throw invalid(`${item.description ?? 'This item'} can be ordered ${least} to ${most} times.`)
    }
    const price = context.get('price', item.price)
    const param = { metadata: item.metadata ?? {} }
    const changed = itemOf(context, { param, price, quantity }, item.id, hasTrial(plan))
    context.update<'item'>({ ...changed, adjustable_quantity: item.adjustable_quantity })
  }
  if (shippingRate !== undefined && !session.shipping_options.some((each) => each.shipping_rate === shippingRate)) {
    throw invalid('There is no such way of shipping.')
  }
  return reckoned(context, session, shippingRate)
}

/** The line that an optional item has become, if the customer has added it. */
export const lineOfOptional = (context: Context, session: string, price: string) =>
  itemsOf(context, session).find((item) => item.price === price)

/** Adds an optional item to a session's lines, or takes it off again, as its customer does on the page. */
export function toggleOptional(context: Context, id: string, price: string): Session {
  const session = openSession(context, id, 'updated')
  const optional = session.optional_items?.find((each) => each.price === price)
  if (!optional) throw invalid('There is no such item.')
  const line = lineOfOptional(context, id, price)
  if (line) context.deleted('item', line.id)
  else {
    const { quantity } = optional
    const plan = context.store.private<SessionPlan>('checkout.session', id) ?? {}
    const of = { param: {}, price: context.get('price', price), quantity }
    const created = itemOf(context, of, context.newId('item'), hasTrial(plan))
    createItem(context, id, { ...created, adjustable_quantity: optional.adjustable_quantity })
  }
  return reckoned(context, session)
}

/** How often the customer may order a line. */
export const quantityRange = ({ adjustable_quantity: range, quantity }: Item) =>
  range?.enabled
    ? { least: range.minimum ?? 0, most: range.maximum ?? 99 }
    : { least: quantity ?? 1, most: quantity ?? 1 }

/** A session with its sums anew, after its lines, its discount or its shipping changed. */
function reckoned(context: Context, session: Session, chosen = chosenRate(session)): Session {
  const plan = context.store.private<SessionPlan>('checkout.session', session.id)
  const items = discounted(context, itemsOf(context, session.id), plan?.discount, taxationOf(session, plan))
  const amounts = sums(items, session.shipping_options, chosen)
  const total = amounts.amount_total
  if (session.mode === 'payment' && session.currency !== null) checkTotal(total, session.currency)
  const isFree = session.mode === 'payment' && total === 0
  return context.update<'checkout.session'>({
    ...session,
    ...amounts,
    payment_status: isFree ? 'no_payment_required' : 'unpaid',
  })
}

const chosenRate = ({ shipping_cost: cost }: Session) =>
  typeof cost?.shipping_rate === 'string' ? cost.shipping_rate : undefined

/** The discounts of a session or of one of its lines, as they are shown when they are asked for. */
function discountsShown(context: Context, session: string, amount: number) {
  const { discount: id } = context.store.private<SessionPlan>('checkout.session', session) ?? {}
  const discount = id === undefined ? undefined : context.store.find('discount', id)
  return discount ? [{ amount, discount }] : []
}

/** A line knows its session only by what is kept with it. */
const createItem = (context: Context, session: string, item: Item, taxRates: string[] = []) =>
  context.create<'item'>({ ...item }, { session, taxRates } satisfies Private)

/** The session with an id, expired if its time has come. */
export function currentSession(context: Context, id: string): Session {
  const session = context.get('checkout.session', id)
  return session.status === 'open' && session.expires_at <= context.now ? expire(context, session) : session
}

const expire = (context: Context, session: Session) =>
  context.update<'checkout.session'>({ ...session, status: 'expired', url: null })

/** @throws StripeError unless the session is open */
export function openSession(context: Context, id: string, verb: string): Session {
  const session = currentSession(context, id)
  if (session.status === 'open') return session
  throw invalid(
    `Only Checkout Sessions with a status in ["open"] can be ${verb}. This Checkout Session has a status of ` +
      `${String(session.status)}.`,
  )
}

/** Replaces a session's lines: one that is given with its id is changed, one that is not given is removed. */
function replaceItems(context: Context, session: Session, lines: LineParam[]): Item[] {
  if (session.mode === 'setup') {
    throw invalid('You can not pass `line_items` in `setup` mode.', { param: 'line_items' })
  }
  const present = new Map(itemsOf(context, session.id).map((item) => [item.id, item]))
  const completed = lines.map((line, index): LineParam => {
    if (line.id === undefined) return line
    const before = present.get(line.id)
    if (!before) throw noSuch('line item', line.id, `line_items[${index}][id]`, false)
    const isRepriced = line.price !== undefined || line.price_data !== undefined
    return {
      ...(!isRepriced && before.price !== null && { price: before.price }),
      quantity: before.quantity ?? 1,
      ...line,
    }
  })
  const wanted = pricedLines(context, completed, session.mode, session.currency ?? undefined)
  const isTrial = hasTrial(context.store.private<SessionPlan>('checkout.session', session.id) ?? {})
  const kept = new Set(completed.map(({ id }) => id))
  for (const id of present.keys()) if (!kept.has(id)) context.deleted('item', id)
  return wanted.map((line) => {
    const { id } = line.param
    if (id === undefined) {
      return createItem(context, session.id, itemOf(context, line, context.newId('item'), isTrial), line.taxRates)
    }
    if (line.param.tax_rates !== undefined) {
      context.store.setPrivate('item', id, { session: session.id, taxRates: line.taxRates } satisfies Private)
    }
    return context.update<'item'>({ ...itemOf(context, line, id, isTrial) })
  })
}

/** What is said of the payment later counts when it is made. */
function changePlan(context: Context, session: Session, change: NonNullable<SessionChange['payment_intent_data']>) {
  if (session.mode !== 'payment') {
    throw invalid(`You can not pass \`payment_intent_data\` in \`${String(session.mode)}\` mode.`, {
      param: 'payment_intent_data',
    })
  }
  const plan = context.store.private<SessionPlan>('checkout.session', session.id) ?? {}
  const given = Object.entries({ ...plan.payment, ...change }).filter(([, value]) => value !== null)
  context.store.setPrivate('checkout.session', session.id, { ...plan, payment: Object.fromEntries(given) })
}

function update(context: Context, id: string, params: SessionChange): Session {
  const session = openSession(context, id, 'updated')
  if (params.line_items) replaceItems(context, session, params.line_items)
  const options =
    params.shipping_options === undefined
      ? session.shipping_options
      : shippingOptions(context, params.shipping_options, session.currency)
  if (params.payment_intent_data) changePlan(context, session, params.payment_intent_data)
  const shipped = params.collected_information?.shipping_details
  const changed = {
    ...session,
    ...(shipped && {
      collected_information: {
        business_name: null,
        individual_name: null,
        shipping_details: { name: shipped.name, address: fullAddress(shipped.address) },
      },
    }),
    metadata: mergeMetadata(session.metadata ?? {}, params.metadata),
    shipping_options: options,
  }
  return session.mode === 'setup' ? context.update<'checkout.session'>(changed) : reckoned(context, changed)
}

/** https://docs.stripe.com/api/checkout/sessions */
export const checkoutSession = resource({
  object: 'checkout.session',
  prefix: 'cs_test_',
  idLength: 58,
  events: {
    changes: (before, after) => {
      if (!before || before.status === after.status) return []
      return [after.status === 'expired' ? 'checkout.session.expired' : 'checkout.session.completed']
    },
  },
  elapsed: (context, session) => void (session.status === 'open' && expire(context, session)),
  pathParam: 'session',
  index: ({ customer, customer_details, payment_intent, payment_link, status, subscription }) => ({
    customer,
    status,
    payment_intent,
    payment_link,
    subscription,
    email: customer_details?.email,
  }),
  includes: {
    breakdown: (context, { id, total_details: details }) => ({
      discounts: discountsShown(context, id, details?.amount_discount ?? 0),
      taxes: taxesShown(context, taxesOfSession(context, id)),
    }),
  },
  sublists: {
    line_items: {
      of: 'item',
      by: 'session',
      url: (id) => `/v1/checkout/sessions/${id}/line_items`,
      oldestFirst: true,
      shown: 'expanded',
    },
  },
  operations: [
    operation('POST /v1/checkout/sessions', create),
    operation('POST /v1/checkout/sessions/{id}', (context, params, id = '') => update(context, id, params)),
    operation('POST /v1/checkout/sessions/{id}/expire', (context, _params, id = '') =>
      expire(context, openSession(context, id, 'expired')),
    ),
    operation('GET /v1/checkout/sessions/{id}', (context, _params, id = '') => currentSession(context, id)),
    list('GET /v1/checkout/sessions', 'checkout.session', (params) => ({
      payment_intent: params.payment_intent,
      subscription: params.subscription,
      customer: params.customer,
      email: params.customer_details?.email,
      payment_link: params.payment_link,
      status: params.status,
    })),
  ],
})

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
