import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import type { EventType, Params } from '../../engine/types.ts'
import { DAY } from '../../time.ts'
import { sessionItems, taxRatesOf } from '../checkout-sessions/lines.ts'
import { outcomeOf } from './accept.ts'
import {
  described,
  discounted,
  expiryOf,
  type Kept,
  keptOf,
  onSale,
  type Quote,
  setLines,
  withTotals,
} from './quote.ts'

type NewQuote = Params<'POST /v1/quotes'>

const DAYS_VALID = 30

const NOTHING = { amount_discount: 0, amount_shipping: 0, amount_tax: 0 }

const blank = (context: Context): Quote => ({
  id: context.newId('quote'),
  object: 'quote',
  amount_subtotal: 0,
  amount_total: 0,
  application: null,
  application_fee_amount: null,
  application_fee_percent: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  collection_method: 'charge_automatically',
  computed: { recurring: null, upfront: { amount_subtotal: 0, amount_total: 0, total_details: NOTHING } },
  created: context.now,
  currency: null,
  customer: null,
  customer_account: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  expires_at: context.now + DAYS_VALID * DAY,
  footer: null,
  from_quote: null,
  header: null,
  invoice: null,
  invoice_settings: {
    custom_fields: null,
    days_until_due: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  livemode: false,
  metadata: {},
  number: null,
  on_behalf_of: null,
  status: 'draft',
  status_transitions: { accepted_at: null, canceled_at: null, finalized_at: null },
  subscription: null,
  subscription_data: {
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    description: null,
    effective_date: null,
    metadata: null,
    trial_period_days: null,
  },
  subscription_schedule: null,
  test_clock: context.clock,
  total_details: NOTHING,
  transfer_data: null,
})

function create(context: Context, params: NewQuote): Quote {
  if (params.test_clock !== undefined) context.get('test_helpers.test_clock', params.test_clock, 'test_clock')
  if (params.from_quote) return copy(context, params.from_quote, params)
  const bare = described(context, blank(context), params)
  setLines(context, bare.id, params.line_items ?? [])
  return begin(context, ...discounted(context, bare, params.discounts))
}

function begin(context: Context, quote: Quote, kept: Kept): Quote {
  const created = context.create<'quote'>(withTotals(context, quote), kept)
  context.schedule(created, created.expires_at)
  return created
}

/** A draft like another quote: a revision takes its place when it is finalized. */
function copy(
  context: Context,
  { is_revision: isRevision = false, quote: id }: NonNullable<NewQuote['from_quote']>,
  params: NewQuote,
): Quote {
  const other = Object.keys(params).find((name) => !['from_quote', 'expires_at', 'expand'].includes(name))
  if (other !== undefined) {
    throw invalid(`You cannot pass \`${other}\` with \`from_quote\`.`, { code: 'parameters_exclusive', param: other })
  }
  const from = context.get('quote', id, 'from_quote[quote]')
  if (isRevision && from.status !== 'open') {
    throw invalid('Only a quote that is open can be revised.', { param: 'from_quote[is_revision]' })
  }
  const fresh = blank(context)
  const bare: Quote = {
    ...from,
    id: fresh.id,
    created: fresh.created,
    discounts: [],
    expires_at: expiryOf(context, params.expires_at) ?? fresh.expires_at,
    from_quote: { is_revision: isRevision, quote: from.id },
    invoice: null,
    number: null,
    status: 'draft',
    status_transitions: fresh.status_transitions,
    subscription: null,
    subscription_schedule: null,
  }
  const items = sessionItems(context, from.id)
  onSale(context, items, () =>
    setLines(
      context,
      bare.id,
      items.map((item) => ({
        price: item.price ?? '',
        quantity: item.quantity ?? 1,
        tax_rates: taxRatesOf(context, item.id),
      })),
    ),
  )
  const { discount } = keptOf(context, from.id)
  return begin(context, ...discounted(context, bare, discount && [discount]))
}

const inState = (verb: string, { status }: Quote, states: string[]) => {
  if (states.includes(status)) return
  throw invalid(`You cannot ${verb} a quote with status \`${status}\`: it must be ${states.join(' or ')}.`)
}

function update(context: Context, params: Params<'POST /v1/quotes/{id}'>, id: string): Quote {
  const before = context.get('quote', id)
  const onlyExpiry = Object.keys(params).every((name) => ['expires_at', 'expand'].includes(name))
  inState('update', before, onlyExpiry ? ['draft', 'open'] : ['draft'])
  const after = described(context, before, params)
  if (params.line_items) setLines(context, id, params.line_items)
  const [quote, kept] =
    params.discounts === undefined ? [after, keptOf(context, id)] : discounted(context, after, params.discounts)
  context.store.setPrivate('quote', id, kept)
  const updated = context.update<'quote'>(withTotals(context, quote))
  context.schedule(updated, updated.expires_at)
  return updated
}

/** https://docs.stripe.com/quotes/overview: `QT`, the customer's prefix, and which of their quotes and revisions it is. */
function numberOf(context: Context, quote: Quote): string {
  const { invoice_prefix: prefix } = context.get('customer', quote.customer ?? '')
  const numbered = context.all('quote', { customer: quote.customer }).flatMap(({ number }) => number ?? [])
  const revised = quote.from_quote?.is_revision ? context.store.find('quote', quote.from_quote.quote)?.number : null
  const base = revised?.replace(/-\d+$/, '')
  if (base) return `${base}-${numbered.filter((number) => number.startsWith(`${base}-`)).length + 1}`
  const sequences = new Set(numbered.map((number) => number.replace(/-\d+$/, '')))
  return `QT-${prefix ?? ''}-${String(sequences.size + 1).padStart(4, '0')}-1`
}

function finalize(context: Context, params: Params<'POST /v1/quotes/{id}/finalize'>, id: string): Quote {
  const before = context.get('quote', id)
  inState('finalize', before, ['draft'])
  if (before.customer === null)
    throw invalid('A quote needs a customer before it can be finalized.', { param: 'customer' })
  if (sessionItems(context, id).length === 0) {
    throw invalid('A quote needs line items before it can be finalized.', { param: 'line_items' })
  }
  const open = context.update<'quote'>({
    ...before,
    expires_at: expiryOf(context, params.expires_at) ?? before.expires_at,
    number: numberOf(context, before),
    status: 'open',
    status_transitions: { ...before.status_transitions, finalized_at: context.now },
  })
  context.schedule(open, open.expires_at)
  const revised = open.from_quote?.is_revision ? context.store.find('quote', open.from_quote.quote) : undefined
  if (revised?.status === 'open') cancel(context, revised)
  return open
}

function accept(context: Context, id: string): Quote {
  const before = context.get('quote', id)
  inState('accept', before, ['open'])
  const accepted = context.update<'quote'>({
    ...before,
    ...outcomeOf(context, before),
    status: 'accepted',
    status_transitions: { ...before.status_transitions, accepted_at: context.now },
  })
  context.schedule(accepted, null)
  return accepted
}

function cancel(context: Context, before: Quote): Quote {
  inState('cancel', before, ['draft', 'open'])
  const canceled = context.update<'quote'>({
    ...before,
    status: 'canceled',
    status_transitions: { ...before.status_transitions, canceled_at: context.now },
  })
  context.schedule(canceled, null)
  return canceled
}

const BECAME: Record<string, EventType[]> = {
  accepted: ['quote.accepted'],
  canceled: ['quote.canceled'],
  open: ['quote.finalized'],
}

/** https://docs.stripe.com/api/quotes */
export const quote = resource({
  object: 'quote',
  prefix: 'qt_',
  pathParam: 'quote',
  events: {
    created: 'quote.created',
    changes: (before, after) => (before && before.status !== after.status ? (BECAME[after.status] ?? []) : []),
  },
  elapsed: (context, of) => void (['draft', 'open'].includes(of.status) && cancel(context, of)),
  index: ({ customer, status, test_clock: clock }) => ({
    customer,
    status,
    ...(clock && { test_clock: clock, clocked: true }),
  }),
  sublists: {
    line_items: {
      of: 'item',
      by: 'session',
      url: (id) => `/v1/quotes/${id}/line_items`,
      oldestFirst: true,
      shown: 'expanded',
    },
  },
  operations: [
    operation('POST /v1/quotes', create),
    operation('POST /v1/quotes/{id}', (context, params, id = '') => update(context, params, id)),
    operation('POST /v1/quotes/{id}/finalize', (context, params, id = '') => finalize(context, params, id)),
    operation('POST /v1/quotes/{id}/accept', (context, _params, id = '') => accept(context, id)),
    operation('POST /v1/quotes/{id}/cancel', (context, _params, id = '') => cancel(context, context.get('quote', id))),
    retrieve('GET /v1/quotes/{id}', 'quote'),
    list('GET /v1/quotes', 'quote', ({ customer, status, test_clock: clock }) => ({
      customer,
      status,
      test_clock: clock,
      clocked: customer === undefined && clock === undefined ? { not: true } : undefined,
    })),
    operation('GET /v1/quotes/{id}/line_items', (context, params, id = '') => {
      context.get('quote', id)
      return context.page('item', context.path, params, { session: id }, true)
    }),
  ],
})
