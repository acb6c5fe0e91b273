import type Stripe from 'stripe'
import type { EndpointParams } from '../generated/endpoints.ts'
import type { Endpoint } from './spec.ts'

type AnyList = { object: 'list' }

/** A field as it is kept: an object that Stripe shows in full or by its id is kept by its id, a decimal as text. */
type StoredField<T> = T extends Stripe.Decimal
  ? string
  : T extends string
    ? T
    : T extends { object: string }
      ? string
      : T extends (infer Element)[]
        ? StoredField<Element>[]
        : T extends object
          ? Stored<T>
          : T

/** One of the SDK's object types as it is kept: without its lists, which are read when it is shown. */
export type Stored<T> = {
  [K in keyof T as NonNullable<T[K]> extends AnyList ? never : K extends 'lastResponse' ? never : K]: StoredField<T[K]>
}

/** A parameter after its check: a decimal is text, an empty value that clears is null. */
type CheckedField<T> = T extends Stripe.Decimal
  ? string
  : T extends ''
    ? never
    : T extends string
      ? T
      : T extends (infer Element)[]
        ? CheckedField<Element>[]
        : T extends object
          ? { [K in keyof T]: CheckedField<T[K]> }
          : T

/** The checked parameters of an endpoint. */
export type Params<E extends Endpoint> = CheckedField<EndpointParams[E]>

/** An event keeps its object as it was shown. */
type KeptEvent = Pick<Stripe.Event, 'id' | 'object' | 'api_version' | 'created' | 'livemode'> & {
  account?: string
  data: { object: { [field: string]: unknown }; previous_attributes?: { [field: string]: unknown } }
  pending_webhooks: number
  request: Stripe.Event.Request | null
  type: Stripe.Event.Type
}

/** The object types that are kept, by the value of their `object` field. */
export interface Objects {
  account: Stored<Stripe.Account>
  balance_transaction: Stored<Stripe.BalanceTransaction>
  'billing_portal.configuration': Stored<Stripe.BillingPortal.Configuration>
  'billing_portal.session': Stored<Stripe.BillingPortal.Session>
  'billing.credit_balance_transaction': Stored<Stripe.Billing.CreditBalanceTransaction>
  'billing.credit_grant': Stored<Stripe.Billing.CreditGrant>
  'billing.meter': Stored<Stripe.Billing.Meter>
  /** Kept by an id that is not shown. */
  'billing.meter_event': Stored<Stripe.Billing.MeterEvent> & { id: string }
  'billing.meter_event_summary': Stored<Stripe.Billing.MeterEventSummary>
  card: Stored<Stripe.Card>
  charge: Stored<Stripe.Charge>
  'checkout.session': Stored<Stripe.Checkout.Session>
  coupon: Stored<Stripe.Coupon>
  credit_note: Stored<Stripe.CreditNote>
  credit_note_line_item: Stored<Stripe.CreditNoteLineItem>
  customer: Stored<Stripe.Customer>
  customer_balance_transaction: Stored<Stripe.CustomerBalanceTransaction>
  discount: Stored<Stripe.Discount>
  dispute: Stored<Stripe.Dispute>
  'entitlements.active_entitlement': Stored<Stripe.Entitlements.ActiveEntitlement>
  'entitlements.feature': Stored<Stripe.Entitlements.Feature>
  event: KeptEvent
  invoice: Stored<Stripe.Invoice>
  invoice_payment: Stored<Stripe.InvoicePayment>
  invoiceitem: Stored<Stripe.InvoiceItem>
  item: Stored<Stripe.LineItem>
  line_item: Stored<Stripe.InvoiceLineItem>
  payment_intent: Stored<Stripe.PaymentIntent>
  payment_link: Stored<Stripe.PaymentLink>
  payout: Stored<Stripe.Payout>
  payment_method: Stored<Stripe.PaymentMethod>
  price: Stored<Stripe.Price>
  product: Stored<Stripe.Product>
  product_feature: Stored<Stripe.ProductFeature>
  promotion_code: Stored<Stripe.PromotionCode>
  'radar.early_fraud_warning': Stored<Stripe.Radar.EarlyFraudWarning>
  quote: Stored<Stripe.Quote>
  refund: Stored<Stripe.Refund>
  setup_intent: Stored<Stripe.SetupIntent>
  shipping_rate: Stored<Stripe.ShippingRate>
  subscription: Stored<Stripe.Subscription>
  subscription_schedule: Stored<Stripe.SubscriptionSchedule>
  subscription_item: Stored<Stripe.SubscriptionItem>
  tax_id: Stored<Stripe.TaxId>
  tax_rate: Stored<Stripe.TaxRate>
  'test_helpers.test_clock': Stored<Stripe.TestHelpers.TestClock>
  webhook_endpoint: Stored<Stripe.WebhookEndpoint>
}

export type ObjectName = keyof Objects
export type AnyObject = Objects[ObjectName]

/** What Stripe answers for a deleted object. */
export interface Deleted {
  id: string
  object: ObjectName
  deleted: true
}

/** A page of objects, newest first. */
export interface Page {
  object: 'list'
  of: ObjectName
  data: AnyObject[]
  has_more: boolean
  /** Of the lists within some objects. */
  total_count?: number
  url: string
}

/** A page of what a search has found, newest first. */
export interface SearchPage extends Omit<Page, 'object'> {
  object: 'search_result'
  next_page: string | null
}

/** What is put together from other objects for an event, and has no id. */
export type Summary = EntitlementSummary | Stored<Stripe.Balance>

export interface EntitlementSummary {
  object: 'entitlements.active_entitlement_summary'
  customer: string
  entitlements: { object: 'list'; data: AnyObject[]; has_more: boolean; url: string }
  livemode: boolean
}

/** What Stripe answers without an id. */
type Unnamed =
  | Stored<Stripe.Billing.CreditBalanceSummary>
  | Stored<Stripe.CustomerSession>
  | Summary
  | Stored<Stripe.Billing.MeterEvent>
  | Stored<Stripe.Billing.MeterEventAdjustment>

export type Answer = AnyObject | Deleted | Page | SearchPage | Unnamed

/** https://docs.stripe.com/api/events/types */
export type EventType = Stripe.Event.Type

/** The events that one resource reacts to when they happen to another, and their objects. */
export interface ReactionEvents {
  'charge.captured': Objects['charge']
  'charge.succeeded': Objects['charge']
  'checkout.session.completed': Objects['checkout.session']
  'customer.deleted': Objects['customer']
  'customer.subscription.deleted': Objects['subscription']
  'invoice.marked_uncollectible': Objects['invoice']
  'invoice.overdue': Objects['invoice']
  'invoice.paid': Objects['invoice']
  'invoice.payment_failed': Objects['invoice']
  'invoice.voided': Objects['invoice']
  'payment_intent.succeeded': Objects['payment_intent']
  'payment_method.detached': Objects['payment_method']
  'setup_intent.succeeded': Objects['setup_intent']
}
