import type { Resource, Resources } from '../engine/resource.ts'
import { account } from './accounts.ts'
import { balanceTransaction } from './balance-transactions.ts'
import { portalConfiguration } from './billing-portal/configurations.ts'
import { portalSession } from './billing-portal/sessions.ts'
import { cardSource } from './card-sources.ts'
import { charge } from './charges.ts'
import { checkoutSession } from './checkout-sessions/index.ts'
import { item } from './checkout-sessions/line-items.ts'
import { coupon } from './coupons.ts'
import { creditBalanceTransaction, creditGrant } from './credit-grants/index.ts'
import { creditNote, creditNoteLine } from './credit-notes/index.ts'
import { customerBalanceTransaction } from './customer-balance.ts'
import { customer } from './customers.ts'
import { directCharges } from './direct-charges.ts'
import { discount } from './discounts.ts'
import { dispute, earlyFraudWarning } from './disputes.ts'
import { activeEntitlement, feature, productFeature } from './entitlements.ts'
import { event } from './events.ts'
import { invoiceItem } from './invoice-items.ts'
import { invoicePreview } from './invoice-previews.ts'
import { invoice } from './invoices/index.ts'
import { lineItem } from './invoices/lines.ts'
import { invoicePayment } from './invoices/payments.ts'
import { meter, meterEvent, meterEventSummary } from './meters.ts'
import { paymentIntent } from './payment-intents/index.ts'
import { paymentLink } from './payment-links/index.ts'
import { paymentMethod } from './payment-methods.ts'
import { payout } from './payouts.ts'
import { price } from './prices.ts'
import { product } from './products/index.ts'
import { promotionCode } from './promotion-codes.ts'
import { quote } from './quotes/index.ts'
import { refund } from './refunds.ts'
import { setupIntent } from './setup-intents.ts'
import { shippingRate } from './shipping-rates.ts'
import { subscriptionItem } from './subscription-items.ts'
import { subscriptionSchedule } from './subscription-schedules/index.ts'
import { subscription } from './subscriptions/index.ts'
import { taxId } from './tax-ids.ts'
import { taxRate } from './tax-rates.ts'
import { testClock } from './test-clocks.ts'
import { webhookEndpoint } from './webhook-endpoints.ts'

const served: readonly Resource[] = [
  product,
  price,
  customer,
  customerBalanceTransaction,
  paymentMethod,
  paymentIntent,
  { ...charge, operations: [...directCharges, ...charge.operations] },
  balanceTransaction,
  refund,
  dispute,
  earlyFraudWarning,
  cardSource,
  // Its path would else be taken for an invoice's id.
  { ...invoice, operations: [invoicePreview, ...invoice.operations] },
  lineItem,
  invoicePayment,
  invoiceItem,
  subscription,
  subscriptionItem,
  subscriptionSchedule,
  checkoutSession,
  item,
  setupIntent,
  shippingRate,
  taxId,
  taxRate,
  coupon,
  promotionCode,
  discount,
  event,
  webhookEndpoint,
  testClock,
  feature,
  productFeature,
  activeEntitlement,
  meter,
  meterEvent,
  meterEventSummary,
  creditGrant,
  creditBalanceTransaction,
  creditNote,
  creditNoteLine,
  account,
  payout,
  paymentLink,
  quote,
  portalConfiguration,
  portalSession,
]

/** Every resource that is served, by its object's name. */
export const resources: Resources = new Map(served.map((declared) => [declared.object, declared]))
