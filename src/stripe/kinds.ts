/** What is known of a kind of Stripe's objects ({@link https://docs.stripe.com/api}). */
export interface ObjectKind {
  /** What its IDs begin with, unless a merchant chose them. */
  readonly prefix: string
  /** A merchant may choose the ID; old accounts have ones with spaces and punctuation. */
  readonly named?: true
  /** The collection that an object is retrieved from: `customers` of `GET /v1/customers/{id}`. */
  readonly path?: string
  /**
   * Where a retrieved object names the customer that it belongs to: `customer`, or `subscription.customer` of one that
   * names a subscription. A kind without it belongs to nobody, or is reached through its customer's path only.
   */
  readonly owner?: string
  /** Objects of the kind tell of customers without naming one: nothing can hold a list of them to one customer. */
  readonly tellsOfCustomers?: true
}

const KINDS = {
  balance_transaction: { prefix: 'txn_', path: 'balance_transactions', tellsOfCustomers: true },
  'billing.credit_grant': { prefix: 'credgr_', path: 'billing/credit_grants', owner: 'customer' },
  'billing.meter': { prefix: 'mtr_', path: 'billing/meters' },
  'billing.meter_event_summary': { prefix: 'mtrusg_' },
  charge: { prefix: 'ch_', path: 'charges', owner: 'customer' },
  'checkout.session': { prefix: 'cs_', path: 'checkout/sessions', owner: 'customer' },
  coupon: { prefix: '', path: 'coupons', named: true },
  credit_note: { prefix: 'cn_', path: 'credit_notes', owner: 'customer' },
  customer: { prefix: 'cus_', path: 'customers', owner: 'id' },
  customer_balance_transaction: { prefix: 'cbtxn_' },
  dispute: { prefix: 'du_', path: 'disputes', owner: 'charge.customer' },
  'entitlements.active_entitlement': { prefix: 'ent_' },
  'entitlements.feature': { prefix: 'feat_', path: 'entitlements/features' },
  event: { prefix: 'evt_', path: 'events', tellsOfCustomers: true },
  invoice: { prefix: 'in_', path: 'invoices', owner: 'customer' },
  invoiceitem: { prefix: 'ii_', path: 'invoiceitems', owner: 'customer' },
  item: { prefix: 'li_' },
  line_item: { prefix: 'il_' },
  payment_intent: { prefix: 'pi_', path: 'payment_intents', owner: 'customer' },
  payment_link: { prefix: 'plink_', path: 'payment_links' },
  payment_method: { prefix: 'pm_', path: 'payment_methods', owner: 'customer' },
  payout: { prefix: 'po_', path: 'payouts' },
  price: { prefix: 'price_', path: 'prices', named: true },
  product: { prefix: 'prod_', path: 'products', named: true },
  product_feature: { prefix: 'prodft_' },
  promotion_code: { prefix: 'promo_', path: 'promotion_codes' },
  quote: { prefix: 'qt_', path: 'quotes', owner: 'customer' },
  refund: { prefix: 're_', path: 'refunds', owner: 'charge.customer' },
  setup_intent: { prefix: 'seti_', path: 'setup_intents', owner: 'customer' },
  shipping_rate: { prefix: 'shr_', path: 'shipping_rates' },
  subscription: { prefix: 'sub_', path: 'subscriptions', owner: 'customer' },
  subscription_item: { prefix: 'si_', path: 'subscription_items', owner: 'subscription.customer' },
  subscription_schedule: { prefix: 'sub_sched_', path: 'subscription_schedules', owner: 'customer' },
  tax_id: { prefix: 'txi_' },
  tax_rate: { prefix: 'txr_', path: 'tax_rates' },
} as const satisfies Record<string, ObjectKind>

/** The name of a kind of object, as the field `object` has it. */
export type KindName = keyof typeof KINDS

/** What is known of a kind; `undefined` for an unknown one. */
export function kindOf(name: KindName): ObjectKind
export function kindOf(name: string): ObjectKind | undefined
export function kindOf(name: string): ObjectKind | undefined {
  return isKind(name) ? KINDS[name] : undefined
}

/** Whether a kind of object is one that is known here. */
export function isKind(name: string): name is KindName {
  return Object.hasOwn(KINDS, name)
}

/** A kind as words: `checkout.session` as "checkout session". */
export function wordsOf(kind: string): string {
  return kind.replace(/[._]/g, ' ')
}

/** Retrieves one of Stripe's objects by its kind and ID. */
export type Retrieve = (kind: KindName, id: string) => Promise<Readonly<Record<string, unknown>>>
