import type { Action } from '../src/action/define.ts'
import { retrieveAccount } from './account/retrieve-account.ts'
import { retrieveBalance } from './balance/retrieve-balance.ts'
import { listBalanceTransactions } from './balance-transactions/list-balance-transactions.ts'
import { retrieveBalanceTransaction } from './balance-transactions/retrieve-balance-transaction.ts'
import { createBillingPortalSession } from './billing-portal/create-billing-portal-session.ts'
import { listCharges } from './charges/list-charges.ts'
import { retrieveCharge } from './charges/retrieve-charge.ts'
import { searchCharges } from './charges/search-charges.ts'
import { updateCharge } from './charges/update-charge.ts'
import { createCheckoutSession } from './checkout-sessions/create-checkout-session.ts'
import { expireCheckoutSession } from './checkout-sessions/expire-checkout-session.ts'
import { listCheckoutSessionLineItems } from './checkout-sessions/list-checkout-session-line-items.ts'
import { listCheckoutSessions } from './checkout-sessions/list-checkout-sessions.ts'
import { retrieveCheckoutSession } from './checkout-sessions/retrieve-checkout-session.ts'
import { updateCheckoutSession } from './checkout-sessions/update-checkout-session.ts'
import { createCoupon } from './coupons/create-coupon.ts'
import { deleteCoupon } from './coupons/delete-coupon.ts'
import { listCoupons } from './coupons/list-coupons.ts'
import { retrieveCoupon } from './coupons/retrieve-coupon.ts'
import { updateCoupon } from './coupons/update-coupon.ts'
import { retrieveCreditBalance } from './credit-balance/retrieve-credit-balance.ts'
import { createCreditGrant } from './credit-grants/create-credit-grant.ts'
import { listCreditGrants } from './credit-grants/list-credit-grants.ts'
import { createCreditNote } from './credit-notes/create-credit-note.ts'
import { listCreditNotes } from './credit-notes/list-credit-notes.ts'
import { previewCreditNote } from './credit-notes/preview-credit-note.ts'
import { retrieveCreditNote } from './credit-notes/retrieve-credit-note.ts'
import { voidCreditNote } from './credit-notes/void-credit-note.ts'
import { createCustomerBalanceTransaction } from './customer-balance-transactions/create-customer-balance-transaction.ts'
import { listCustomerBalanceTransactions } from './customer-balance-transactions/list-customer-balance-transactions.ts'
import { createCustomerSession } from './customer-sessions/create-customer-session.ts'
import { createCustomer } from './customers/create-customer.ts'
import { deleteCustomer } from './customers/delete-customer.ts'
import { listCustomers } from './customers/list-customers.ts'
import { retrieveCustomer } from './customers/retrieve-customer.ts'
import { searchCustomers } from './customers/search-customers.ts'
import { updateCustomer } from './customers/update-customer.ts'
import { deleteCustomerDiscount } from './discounts/delete-customer-discount.ts'
import { deleteSubscriptionDiscount } from './discounts/delete-subscription-discount.ts'
import { closeDispute } from './disputes/close-dispute.ts'
import { listDisputes } from './disputes/list-disputes.ts'
import { retrieveDispute } from './disputes/retrieve-dispute.ts'
import { updateDispute } from './disputes/update-dispute.ts'
import { listActiveEntitlements } from './entitlements/list-active-entitlements.ts'
import { listEvents } from './events/list-events.ts'
import { retrieveEvent } from './events/retrieve-event.ts'
import { createFeature } from './features/create-feature.ts'
import { listFeatures } from './features/list-features.ts'
import { updateFeature } from './features/update-feature.ts'
import { createInvoiceItem } from './invoice-items/create-invoice-item.ts'
import { deleteInvoiceItem } from './invoice-items/delete-invoice-item.ts'
import { listInvoiceItems } from './invoice-items/list-invoice-items.ts'
import { retrieveInvoiceItem } from './invoice-items/retrieve-invoice-item.ts'
import { updateInvoiceItem } from './invoice-items/update-invoice-item.ts'
import { addInvoiceLineItems } from './invoice-line-items/add-invoice-line-items.ts'
import { listInvoiceLineItems } from './invoice-line-items/list-invoice-line-items.ts'
import { removeInvoiceLineItems } from './invoice-line-items/remove-invoice-line-items.ts'
import { createInvoice } from './invoices/create-invoice.ts'
import { deleteInvoice } from './invoices/delete-invoice.ts'
import { finalizeInvoice } from './invoices/finalize-invoice.ts'
import { listInvoices } from './invoices/list-invoices.ts'
import { markInvoiceUncollectible } from './invoices/mark-invoice-uncollectible.ts'
import { payInvoice } from './invoices/pay-invoice.ts'
import { previewInvoice } from './invoices/preview-invoice.ts'
import { retrieveInvoice } from './invoices/retrieve-invoice.ts'
import { searchInvoices } from './invoices/search-invoices.ts'
import { sendInvoice } from './invoices/send-invoice.ts'
import { updateInvoice } from './invoices/update-invoice.ts'
import { voidInvoice } from './invoices/void-invoice.ts'
import { listMeterEventSummaries } from './meter-event-summaries/list-meter-event-summaries.ts'
import { createMeterEvent } from './meter-events/create-meter-event.ts'
import { createMeter } from './meters/create-meter.ts'
import { listMeters } from './meters/list-meters.ts'
import { cancelPaymentIntent } from './payment-intents/cancel-payment-intent.ts'
import { capturePaymentIntent } from './payment-intents/capture-payment-intent.ts'
import { confirmPaymentIntent } from './payment-intents/confirm-payment-intent.ts'
import { createPaymentIntent } from './payment-intents/create-payment-intent.ts'
import { incrementPaymentIntentAuthorization } from './payment-intents/increment-payment-intent-authorization.ts'
import { listPaymentIntents } from './payment-intents/list-payment-intents.ts'
import { retrievePaymentIntent } from './payment-intents/retrieve-payment-intent.ts'
import { searchPaymentIntents } from './payment-intents/search-payment-intents.ts'
import { updatePaymentIntent } from './payment-intents/update-payment-intent.ts'
import { createPaymentLink } from './payment-links/create-payment-link.ts'
import { deactivatePaymentLink } from './payment-links/deactivate-payment-link.ts'
import { listPaymentLinkLineItems } from './payment-links/list-payment-link-line-items.ts'
import { listPaymentLinks } from './payment-links/list-payment-links.ts'
import { retrievePaymentLink } from './payment-links/retrieve-payment-link.ts'
import { updatePaymentLink } from './payment-links/update-payment-link.ts'
import { attachPaymentMethod } from './payment-methods/attach-payment-method.ts'
import { createPaymentMethod } from './payment-methods/create-payment-method.ts'
import { detachPaymentMethod } from './payment-methods/detach-payment-method.ts'
import { listCustomerPaymentMethods } from './payment-methods/list-customer-payment-methods.ts'
import { listPaymentMethods } from './payment-methods/list-payment-methods.ts'
import { retrievePaymentMethod } from './payment-methods/retrieve-payment-method.ts'
import { updatePaymentMethod } from './payment-methods/update-payment-method.ts'
import { cancelPayout } from './payouts/cancel-payout.ts'
import { createPayout } from './payouts/create-payout.ts'
import { listPayouts } from './payouts/list-payouts.ts'
import { retrievePayout } from './payouts/retrieve-payout.ts'
import { createPrice } from './prices/create-price.ts'
import { deactivatePrice } from './prices/deactivate-price.ts'
import { listPrices } from './prices/list-prices.ts'
import { retrievePrice } from './prices/retrieve-price.ts'
import { searchPrices } from './prices/search-prices.ts'
import { updatePrice } from './prices/update-price.ts'
import { attachProductFeature } from './product-features/attach-product-feature.ts'
import { listProductFeatures } from './product-features/list-product-features.ts'
import { removeProductFeature } from './product-features/remove-product-feature.ts'
import { createProduct } from './products/create-product.ts'
import { deleteProduct } from './products/delete-product.ts'
import { listProducts } from './products/list-products.ts'
import { retrieveProduct } from './products/retrieve-product.ts'
import { searchProducts } from './products/search-products.ts'
import { updateProduct } from './products/update-product.ts'
import { createPromotionCode } from './promotion-codes/create-promotion-code.ts'
import { listPromotionCodes } from './promotion-codes/list-promotion-codes.ts'
import { retrievePromotionCode } from './promotion-codes/retrieve-promotion-code.ts'
import { updatePromotionCode } from './promotion-codes/update-promotion-code.ts'
import { acceptQuote } from './quotes/accept-quote.ts'
import { cancelQuote } from './quotes/cancel-quote.ts'
import { createQuote } from './quotes/create-quote.ts'
import { finalizeQuote } from './quotes/finalize-quote.ts'
import { listQuotes } from './quotes/list-quotes.ts'
import { retrieveQuote } from './quotes/retrieve-quote.ts'
import { updateQuote } from './quotes/update-quote.ts'
import { cancelRefund } from './refunds/cancel-refund.ts'
import { listRefunds } from './refunds/list-refunds.ts'
import { refundPayment } from './refunds/refund-payment.ts'
import { retrieveRefund } from './refunds/retrieve-refund.ts'
import { updateRefund } from './refunds/update-refund.ts'
import { cancelSetupIntent } from './setup-intents/cancel-setup-intent.ts'
import { confirmSetupIntent } from './setup-intents/confirm-setup-intent.ts'
import { createSetupIntent } from './setup-intents/create-setup-intent.ts'
import { listSetupIntents } from './setup-intents/list-setup-intents.ts'
import { retrieveSetupIntent } from './setup-intents/retrieve-setup-intent.ts'
import { updateSetupIntent } from './setup-intents/update-setup-intent.ts'
import { createShippingRate } from './shipping-rates/create-shipping-rate.ts'
import { listShippingRates } from './shipping-rates/list-shipping-rates.ts'
import { retrieveShippingRate } from './shipping-rates/retrieve-shipping-rate.ts'
import { updateShippingRate } from './shipping-rates/update-shipping-rate.ts'
import { callStripeApi } from './stripe-api/call-stripe-api.ts'
import { createSubscriptionItem } from './subscription-items/create-subscription-item.ts'
import { deleteSubscriptionItem } from './subscription-items/delete-subscription-item.ts'
import { listSubscriptionItems } from './subscription-items/list-subscription-items.ts'
import { retrieveSubscriptionItem } from './subscription-items/retrieve-subscription-item.ts'
import { updateSubscriptionItem } from './subscription-items/update-subscription-item.ts'
import { cancelSubscriptionSchedule } from './subscription-schedules/cancel-subscription-schedule.ts'
import { createSubscriptionSchedule } from './subscription-schedules/create-subscription-schedule.ts'
import { listSubscriptionSchedules } from './subscription-schedules/list-subscription-schedules.ts'
import { releaseSubscriptionSchedule } from './subscription-schedules/release-subscription-schedule.ts'
import { retrieveSubscriptionSchedule } from './subscription-schedules/retrieve-subscription-schedule.ts'
import { updateSubscriptionSchedule } from './subscription-schedules/update-subscription-schedule.ts'
import { cancelSubscription } from './subscriptions/cancel-subscription.ts'
import { createSubscription } from './subscriptions/create-subscription.ts'
import { listSubscriptions } from './subscriptions/list-subscriptions.ts'
import { pauseSubscription } from './subscriptions/pause-subscription.ts'
import { resumeSubscription } from './subscriptions/resume-subscription.ts'
import { retrieveSubscription } from './subscriptions/retrieve-subscription.ts'
import { searchSubscriptions } from './subscriptions/search-subscriptions.ts'
import { updateSubscription } from './subscriptions/update-subscription.ts'
import { createCustomerTaxId } from './tax-ids/create-customer-tax-id.ts'
import { deleteCustomerTaxId } from './tax-ids/delete-customer-tax-id.ts'
import { listCustomerTaxIds } from './tax-ids/list-customer-tax-ids.ts'
import { createTaxRate } from './tax-rates/create-tax-rate.ts'
import { listTaxRates } from './tax-rates/list-tax-rates.ts'
import { retrieveTaxRate } from './tax-rates/retrieve-tax-rate.ts'
import { updateTaxRate } from './tax-rates/update-tax-rate.ts'

/** WeWeb's own actions, in the order of its integration. */
export const reference = [
  listProducts,
  retrieveProduct,
  createProduct,
  updateProduct,
  deleteProduct,
  listPrices,
  retrievePrice,
  createPrice,
  updatePrice,
  deactivatePrice,
  listCustomers,
  retrieveCustomer,
  createCustomer,
  updateCustomer,
  deleteCustomer,
  listInvoices,
  retrieveInvoice,
  createInvoice,
  updateInvoice,
  deleteInvoice,
  listSubscriptions,
  retrieveSubscription,
  createSubscription,
  updateSubscription,
  cancelSubscription,
  listPaymentIntents,
  retrievePaymentIntent,
  createPaymentIntent,
  updatePaymentIntent,
  cancelPaymentIntent,
  refundPayment,
  createCheckoutSession,
  updateCheckoutSession,
  retrieveCheckoutSession,
  listCheckoutSessions,
  listCheckoutSessionLineItems,
  expireCheckoutSession,
  createInvoiceItem,
] as const satisfies readonly Action[]

/** What other Stripe integrations offer besides. */
const further = [
  // Customers
  createBillingPortalSession,
  createCustomerSession,
  searchCustomers,
  listCustomerPaymentMethods,
  deleteCustomerDiscount,
  listCustomerTaxIds,
  createCustomerTaxId,
  deleteCustomerTaxId,
  listCustomerBalanceTransactions,
  createCustomerBalanceTransaction,

  // Products, prices, shipping
  searchProducts,
  searchPrices,
  listShippingRates,
  retrieveShippingRate,
  createShippingRate,
  updateShippingRate,

  // Payment links
  listPaymentLinks,
  retrievePaymentLink,
  createPaymentLink,
  updatePaymentLink,
  deactivatePaymentLink,
  listPaymentLinkLineItems,

  // Payments
  searchPaymentIntents,
  confirmPaymentIntent,
  capturePaymentIntent,
  incrementPaymentIntentAuthorization,
  listSetupIntents,
  retrieveSetupIntent,
  createSetupIntent,
  updateSetupIntent,
  confirmSetupIntent,
  cancelSetupIntent,
  listPaymentMethods,
  retrievePaymentMethod,
  createPaymentMethod,
  updatePaymentMethod,
  attachPaymentMethod,
  detachPaymentMethod,
  listCharges,
  retrieveCharge,
  updateCharge,
  searchCharges,
  listRefunds,
  retrieveRefund,
  updateRefund,
  cancelRefund,
  listDisputes,
  retrieveDispute,
  updateDispute,
  closeDispute,

  // Invoices
  searchInvoices,
  previewInvoice,
  finalizeInvoice,
  sendInvoice,
  payInvoice,
  voidInvoice,
  markInvoiceUncollectible,
  listInvoiceLineItems,
  addInvoiceLineItems,
  removeInvoiceLineItems,
  listInvoiceItems,
  retrieveInvoiceItem,
  updateInvoiceItem,
  deleteInvoiceItem,
  listCreditNotes,
  retrieveCreditNote,
  createCreditNote,
  previewCreditNote,
  voidCreditNote,

  // Subscriptions
  searchSubscriptions,
  pauseSubscription,
  resumeSubscription,
  deleteSubscriptionDiscount,
  listSubscriptionItems,
  retrieveSubscriptionItem,
  createSubscriptionItem,
  updateSubscriptionItem,
  deleteSubscriptionItem,
  listSubscriptionSchedules,
  retrieveSubscriptionSchedule,
  createSubscriptionSchedule,
  updateSubscriptionSchedule,
  releaseSubscriptionSchedule,
  cancelSubscriptionSchedule,

  // Discounts and taxes
  listCoupons,
  retrieveCoupon,
  createCoupon,
  updateCoupon,
  deleteCoupon,
  listPromotionCodes,
  retrievePromotionCode,
  createPromotionCode,
  updatePromotionCode,
  listTaxRates,
  retrieveTaxRate,
  createTaxRate,
  updateTaxRate,

  // Usage and entitlements
  createMeterEvent,
  listMeters,
  createMeter,
  listMeterEventSummaries,
  listActiveEntitlements,
  listFeatures,
  createFeature,
  updateFeature,
  listProductFeatures,
  attachProductFeature,
  removeProductFeature,
  createCreditGrant,
  listCreditGrants,
  retrieveCreditBalance,

  // Quotes
  listQuotes,
  retrieveQuote,
  createQuote,
  updateQuote,
  finalizeQuote,
  acceptQuote,
  cancelQuote,

  // Account
  retrieveAccount,
  retrieveBalance,
  listBalanceTransactions,
  retrieveBalanceTransaction,
  listPayouts,
  retrievePayout,
  createPayout,
  cancelPayout,
  listEvents,
  retrieveEvent,

  // Any other endpoint
  callStripeApi,
] as const satisfies readonly Action[]

/** Every action. */
export const actions = [...reference, ...further] as const
