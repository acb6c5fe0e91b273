import { type OwnedInput, ownedInputs } from '../../src/access/ownership.ts'
import { ANY_ENDPOINT } from '../../src/access/rights.ts'
import type { Action } from '../../src/action/define.ts'
import { kindOf } from '../../src/stripe/kinds.ts'

/** A permission of Stripe's restricted keys, as the dashboard calls it and as its address does. */
interface Permission {
  name: string
  id: string
  /** Stripe publishes none to write. */
  readOnly?: true
}

/**
 * The permission that opens a collection of Stripe's API ({@link https://docs.stripe.com/keys/permissions-reference}),
 * by the beginning of its path: the longest one counts. `undefined` where Stripe publishes none.
 */
const PERMISSIONS: Readonly<Record<string, Permission | undefined>> = {
  account: { name: 'Accounts', id: 'connected_account', readOnly: true },
  balance: { name: 'Balance', id: 'balance', readOnly: true },
  balance_transactions: { name: 'Balance transaction sources', id: 'balance_transaction_source', readOnly: true },
  'billing/credit_balance_summary': undefined,
  'billing/credit_grants': undefined,
  'billing/meter_events': { name: 'Billing meter events', id: 'billing_meter_event' },
  'billing/meters': { name: 'Billing meters', id: 'billing_meter' },
  'billing/meters/{}/event_summaries': { name: 'Billing meter events', id: 'billing_meter_event' },
  billing_portal: { name: 'Customer portal', id: 'customer_portal' },
  charges: { name: 'Charges and Refunds', id: 'charge' },
  checkout: { name: 'Checkout Sessions', id: 'checkout_session' },
  coupons: { name: 'Coupons', id: 'coupon' },
  credit_notes: { name: 'Credit notes', id: 'credit_note' },
  customer_sessions: { name: 'Customer sessions', id: 'customer_session' },
  customers: { name: 'Customers', id: 'customer' },
  'customers/{}/payment_methods': { name: 'Payment Methods', id: 'payment_method' },
  disputes: { name: 'Disputes', id: 'dispute' },
  entitlements: { name: 'Entitlements', id: 'entitlement', readOnly: true },
  events: { name: 'Events', id: 'event', readOnly: true },
  invoiceitems: { name: 'Invoices', id: 'invoice' },
  invoices: { name: 'Invoices', id: 'invoice' },
  payment_intents: { name: 'PaymentIntents', id: 'payment_intent' },
  payment_links: { name: 'Payment Links', id: 'payment_links' },
  payment_methods: { name: 'Payment Methods', id: 'payment_method' },
  payouts: { name: 'Payouts', id: 'payout' },
  prices: { name: 'Prices', id: 'plan' },
  products: { name: 'Products', id: 'product' },
  promotion_codes: { name: 'Promotion codes', id: 'promotion_code' },
  quotes: { name: 'Quotes', id: 'quote' },
  refunds: { name: 'Charges and Refunds', id: 'charge' },
  setup_intents: { name: 'SetupIntents', id: 'setup_intent' },
  shipping_rates: { name: 'Shipping rates', id: 'shipping_rate' },
  subscription_items: { name: 'Subscriptions', id: 'subscription' },
  subscription_schedules: { name: 'Subscriptions', id: 'subscription' },
  subscriptions: { name: 'Subscriptions', id: 'subscription' },
  tax_rates: { name: 'Tax rates', id: 'tax_rate' },
  webhook_endpoints: { name: 'Webhook Endpoints', id: 'webhook' },
}

type Level = 'Read' | 'Write'

/** A permission that a restricted key needs: Stripe's `Write` includes `Read`. */
export interface Needed {
  name: string
  id: string
  level: Level
}

export interface NeededPermissions {
  permissions: readonly Needed[]
  /** Actions whose permission Stripe does not publish. */
  unpublished: readonly string[]
}

/** What opens the collection of a path, such as `/v1/customers/{customer_id}`; the beginning of the path is `undefined` for an unknown one. */
export function permissionOf(path: string): { collection: string | undefined; permission: Permission | undefined } {
  const steps = path
    .replace(/^\/v1\//, '')
    .replace(/\{\w+\}/g, '{}')
    .split('/')
  for (let length = steps.length; length > 0; length -= 1) {
    const collection = steps.slice(0, length).join('/')
    if (Object.hasOwn(PERMISSIONS, collection)) return { collection, permission: PERMISSIONS[collection] }
  }
  return { collection: undefined, permission: undefined }
}

/** The kinds of objects that are retrieved to find the owner of one: a dispute, and its charge, which names the customer. */
function kindsToOwner({ kind }: OwnedInput): string[] {
  const steps = kindOf(kind).owner?.split('.') ?? []
  return [kind, ...steps.slice(0, -1)]
}

interface Uses {
  /** Actions that somebody may run. */
  actions: readonly Action[]
  /** Actions whose inputs' owners are looked up first, for end users. */
  owned: readonly Action[]
  /** Whether events are delivered: their endpoint is set up, and thin ones are retrieved. */
  webhooks: boolean
}

/** The permissions that a restricted key needs for what a Worker does with it. */
export function neededPermissions({ actions, owned, webhooks }: Uses): NeededPermissions {
  const levels = new Map<string, Needed>()
  const unpublished = new Set<string>()
  const need = (path: string, level: Level): boolean => {
    const { permission } = permissionOf(path)
    if (!permission || (permission.readOnly && level === 'Write')) return false
    const { name, id } = permission
    if (levels.get(id)?.level !== 'Write') levels.set(id, { name, id, level })
    return true
  }
  for (const { name, method, path } of actions) {
    if (name === ANY_ENDPOINT) unpublished.add(name)
    else if (!need(path, method === 'GET' ? 'Read' : 'Write')) unpublished.add(name)
  }
  for (const kind of owned.flatMap(({ input }) => ownedInputs(input)).flatMap(kindsToOwner)) {
    const path = kindOf(kind)?.path
    if (path !== undefined) need(`/v1/${path}`, 'Read')
  }
  if (webhooks) {
    need('/v1/webhook_endpoints', 'Write')
    need('/v1/events', 'Read')
  }
  return {
    permissions: [...levels.values()].sort((a, b) => a.name.localeCompare(b.name)),
    unpublished: [...unpublished],
  }
}

/** The page of Stripe's dashboard that creates a restricted key, with its permissions filled in. */
export function keyPage(name: string, mode: 'test' | 'live', { permissions }: NeededPermissions): string {
  const url = new URL(`https://dashboard.stripe.com/${mode === 'test' ? 'test/' : ''}apikeys/create`)
  url.searchParams.set('name', name)
  for (const { id, level } of permissions) {
    url.searchParams.append('permissions[]', `rak_${id}_${level.toLowerCase()}`)
  }
  return url.href
}
