import type { Context } from '../../engine/context.ts'
import { invalid, noSuch } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import type { Params } from '../../engine/types.ts'
import { applyPromotionCode } from '../checkout-sessions/choices.ts'
import { create as createSession } from '../checkout-sessions/create.ts'
import { createSessionItem, itemFields, pricedLines, sessionItems, taxRatesOf } from '../checkout-sessions/lines.ts'
import { expire, type Session } from '../checkout-sessions/session.ts'
import { type LinkParams, type PaymentLink, sessionParams, shownOf } from './link.ts'

const MOST_LINES = 20

const paramsOf = (context: Context, id: string) => context.store.private<LinkParams>('payment_link', id) ?? {}

/** @throws StripeError for an account that there is not: none is connected here */
function refuseAccounts(given: { on_behalf_of?: string | null; transfer_data?: { destination: string } | null }) {
  const account = given.on_behalf_of ?? given.transfer_data?.destination
  const param = given.on_behalf_of ? 'on_behalf_of' : 'transfer_data[destination]'
  if (account) throw noSuch('account', account, param, false)
}

/** Keeps the rates that are made of `shipping_rate_data`, for each session to offer the same ones. */
const withRates = (params: LinkParams, { shipping_options: options }: PaymentLink): LinkParams =>
  params.shipping_options
    ? { ...params, shipping_options: options.map(({ shipping_rate: rate }) => ({ shipping_rate: rate })) }
    : params

function create(context: Context, params: Params<'POST /v1/payment_links'>): PaymentLink {
  const { expand: _expand, line_items: given, metadata, ...named } = params
  const rest = merged({}, named)
  refuseAccounts(params)
  if (given.length === 0 || given.length > MOST_LINES) {
    throw invalid(`A payment link takes 1 to ${MOST_LINES} line items.`, { param: 'line_items' })
  }
  const id = context.newId('payment_link')
  const isRecurring = given.some(({ price, price_data: data }) =>
    price === undefined ? data?.recurring : context.store.find('price', price)?.recurring,
  )
  for (const line of pricedLines(context, given, isRecurring ? 'subscription' : 'payment', params.currency)) {
    createSessionItem(context, id, itemFields(context, line, context.newId('item'), {}), line.taxRates)
  }
  const [first] = sessionItems(context, id)
  const link = shownOf(
    context,
    {
      ...BARE,
      id,
      application_fee_amount: params.application_fee_amount ?? null,
      application_fee_percent: params.application_fee_percent ?? null,
      currency: first?.currency ?? '',
      metadata: mergeMetadata({}, metadata),
      url: context.pageUrl(`/payment_links/${id}`),
    },
    rest,
  )
  return context.create<'payment_link'>(link, withRates(rest, link))
}

/** A link before its parameters. */
const BARE: PaymentLink = {
  id: '',
  object: 'payment_link',
  active: true,
  after_completion: { type: 'hosted_confirmation' },
  allow_promotion_codes: false,
  application: null,
  application_fee_amount: null,
  application_fee_percent: null,
  automatic_tax: { enabled: false, liability: null },
  billing_address_collection: 'auto',
  consent_collection: null,
  currency: '',
  custom_fields: [],
  custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer_creation: 'if_required',
  inactive_message: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  metadata: {},
  on_behalf_of: null,
  optional_items: null,
  payment_intent_data: null,
  payment_method_collection: 'always',
  payment_method_options: null,
  payment_method_types: null,
  phone_number_collection: { enabled: false },
  restrictions: null,
  shipping_address_collection: null,
  shipping_options: [],
  submit_type: 'auto',
  subscription_data: null,
  tax_id_collection: { enabled: false, required: 'never' },
  transfer_data: null,
  url: '',
}

type Update = Params<'POST /v1/payment_links/{id}'>

/** Parameters as a creation gives them: what an update clears is absent. */
const asLinkParams = (given: object) => given as LinkParams

function merged(before: LinkParams, given: object): LinkParams {
  const all = Object.entries({ ...before, ...given })
  return asLinkParams(Object.fromEntries(all.filter(([, value]) => value !== null)))
}

function updateLines(context: Context, id: string, lines: NonNullable<Update['line_items']>) {
  for (const [index, { adjustable_quantity: range, id: line, quantity }] of lines.entries()) {
    const item = sessionItems(context, id).find((each) => each.id === line)
    if (!item) throw noSuch('line item', line, `line_items[${index}][id]`, false)
    const price = context.get('price', item.price ?? '')
    const fields = itemFields(
      context,
      { param: range ? { adjustable_quantity: range } : {}, price, quantity: quantity ?? item.quantity ?? 1 },
      item.id,
      {},
    )
    context.update<'item'>({
      ...fields,
      adjustable_quantity: range ? fields.adjustable_quantity : item.adjustable_quantity,
    })
  }
}

function update(context: Context, params: Update, id: string): PaymentLink {
  const before = context.get('payment_link', id)
  const { active, expand: _expand, line_items: lines, metadata, ...rest } = params
  refuseAccounts(params)
  if (lines) updateLines(context, id, lines)
  const after = merged(paramsOf(context, id), rest)
  const { name_collection: _names, ...kept } = before
  const link = shownOf(context, { ...kept, metadata: mergeMetadata(before.metadata, metadata) }, after)
  const limit = link.restrictions?.completed_sessions
  const isUsedUp = limit !== undefined && limit.count >= limit.limit
  if (active === true && isUsedUp) {
    throw invalid('This payment link has been completed as often as its restrictions allow.', { param: 'active' })
  }
  context.store.setPrivate('payment_link', id, withRates(after, link))
  return context.update<'payment_link'>({ ...link, active: active ?? before.active })
}

/** What the address of a link says about the customer: https://docs.stripe.com/payment-links/url-parameters */
export interface Visit {
  reference: string | undefined
  lockedEmail: string | undefined
  code: string | undefined
}

/**
 * Opens a session for a customer who visits a link.
 *
 * @throws StripeError for what the link sold and is sold no longer
 */
export function openLink(context: Context, link: PaymentLink, { code, lockedEmail, reference }: Visit): Session {
  const params = sessionParams(link, paramsOf(context, link.id), context)
  const lines = sessionItems(context, link.id).map((item, index) => ({
    param: params.line_items?.[index] ?? {},
    price: context.get('price', item.price ?? ''),
    quantity: item.quantity ?? 1,
    taxRates: taxRatesOf(context, item.id),
  }))
  const session = createSession(
    context,
    {
      ...params,
      ...(lockedEmail && { customer_email: lockedEmail }),
      ...(reference && /^[\w-]{1,200}$/.test(reference) && { client_reference_id: reference }),
    },
    { link: link.id, lines },
  )
  return code && link.allow_promotion_codes ? applyPromotionCode(context, session.id, code) : session
}

/** A link closes with the last session that its restrictions allow, and so do the sessions that are still open. */
function completed(context: Context, { payment_link: id }: Session) {
  const link = context.store.find('payment_link', id ?? '')
  const limited = link?.restrictions?.completed_sessions
  if (!link || !limited) return
  const count = limited.count + 1
  const isLast = count >= limited.limit
  context.update<'payment_link'>({
    ...link,
    active: isLast ? false : link.active,
    restrictions: { completed_sessions: { ...limited, count } },
  })
  if (!isLast) return
  for (const session of context.all('checkout.session', { payment_link: link.id, status: 'open' })) {
    expire(context, session)
  }
}

/** https://docs.stripe.com/api/payment-link */
export const paymentLink = resource({
  object: 'payment_link',
  title: 'payment link',
  prefix: 'plink_',
  pathParam: 'payment_link',
  events: { created: 'payment_link.created', updated: 'payment_link.updated' },
  reactions: { 'checkout.session.completed': completed },
  index: ({ active }) => ({ active }),
  sublists: {
    line_items: {
      of: 'item',
      by: 'session',
      url: (id) => `/v1/payment_links/${id}/line_items`,
      oldestFirst: true,
      shown: 'expanded',
    },
  },
  operations: [
    operation('POST /v1/payment_links', create),
    operation('POST /v1/payment_links/{id}', (context, params, id = '') => update(context, params, id)),
    retrieve('GET /v1/payment_links/{id}', 'payment_link'),
    list('GET /v1/payment_links', 'payment_link', ({ active }) => ({ active })),
    operation('GET /v1/payment_links/{id}/line_items', (context, params, id = '') => {
      context.get('payment_link', id)
      return context.page('item', context.path, params, { session: id }, true)
    }),
  ],
})
