import type Stripe from 'stripe'

type Clearable<T, K extends keyof T> = { [P in keyof T]: P extends K ? T[P] | null : T[P] }

export interface EndpointParams {
  'DELETE /v1/customers/{}': Stripe.CustomerDeleteParams
  'DELETE /v1/customers/{}/discount': Stripe.CustomerDeleteDiscountParams
  'DELETE /v1/customers/{}/tax_ids/{}': Stripe.CustomerDeleteTaxIdParams
  'DELETE /v1/invoiceitems/{}': Stripe.InvoiceItemDeleteParams
  'DELETE /v1/invoices/{}': Stripe.InvoiceDeleteParams
  'DELETE /v1/products/{}': Stripe.ProductDeleteParams
  'DELETE /v1/subscriptions/{}': Stripe.SubscriptionCancelParams
  'DELETE /v1/subscriptions/{}/discount': Stripe.SubscriptionDeleteDiscountParams
  'GET /v1/charges': Stripe.ChargeListParams
  'GET /v1/charges/{}': Stripe.ChargeRetrieveParams
  'GET /v1/checkout/sessions': Stripe.Checkout.SessionListParams
  'GET /v1/checkout/sessions/{}': Stripe.Checkout.SessionRetrieveParams
  'GET /v1/checkout/sessions/{}/line_items': Stripe.Checkout.SessionListLineItemsParams
  'GET /v1/credit_notes': Stripe.CreditNoteListParams
  'GET /v1/credit_notes/preview': Stripe.CreditNotePreviewParams
  'GET /v1/credit_notes/{}': Stripe.CreditNoteRetrieveParams
  'GET /v1/customers': Stripe.CustomerListParams
  'GET /v1/customers/{}': Stripe.CustomerRetrieveParams
  'GET /v1/customers/{}/balance_transactions': Stripe.CustomerListBalanceTransactionsParams
  'GET /v1/customers/{}/payment_methods': Stripe.CustomerListPaymentMethodsParams
  'GET /v1/customers/{}/tax_ids': Stripe.CustomerListTaxIdsParams
  'GET /v1/disputes': Stripe.DisputeListParams
  'GET /v1/disputes/{}': Stripe.DisputeRetrieveParams
  'GET /v1/invoiceitems': Stripe.InvoiceItemListParams
  'GET /v1/invoiceitems/{}': Stripe.InvoiceItemRetrieveParams
  'GET /v1/invoices': Stripe.InvoiceListParams
  'GET /v1/invoices/{}': Stripe.InvoiceRetrieveParams
  'GET /v1/invoices/{}/lines': Stripe.InvoiceListLineItemsParams
  'GET /v1/payment_intents': Stripe.PaymentIntentListParams
  'GET /v1/payment_intents/{}': Stripe.PaymentIntentRetrieveParams
  'GET /v1/payment_links': Stripe.PaymentLinkListParams
  'GET /v1/payment_links/{}': Stripe.PaymentLinkRetrieveParams
  'GET /v1/payment_links/{}/line_items': Stripe.PaymentLinkListLineItemsParams
  'GET /v1/payment_methods': Stripe.PaymentMethodListParams
  'GET /v1/payment_methods/{}': Stripe.PaymentMethodRetrieveParams
  'GET /v1/prices': Stripe.PriceListParams
  'GET /v1/prices/{}': Stripe.PriceRetrieveParams
  'GET /v1/products': Stripe.ProductListParams
  'GET /v1/products/{}': Stripe.ProductRetrieveParams
  'GET /v1/refunds': Stripe.RefundListParams
  'GET /v1/refunds/{}': Stripe.RefundRetrieveParams
  'GET /v1/setup_intents': Stripe.SetupIntentListParams
  'GET /v1/setup_intents/{}': Stripe.SetupIntentRetrieveParams
  'GET /v1/shipping_rates': Stripe.ShippingRateListParams
  'GET /v1/shipping_rates/{}': Stripe.ShippingRateRetrieveParams
  'GET /v1/subscriptions': Stripe.SubscriptionListParams
  'GET /v1/subscriptions/{}': Stripe.SubscriptionRetrieveParams
  'POST /v1/billing_portal/sessions': Stripe.BillingPortal.SessionCreateParams
  'POST /v1/charges/{}': Stripe.ChargeUpdateParams
  'POST /v1/checkout/sessions': Stripe.Checkout.SessionCreateParams
  'POST /v1/checkout/sessions/{}': Stripe.Checkout.SessionUpdateParams
  'POST /v1/checkout/sessions/{}/expire': Stripe.Checkout.SessionExpireParams
  'POST /v1/credit_notes': Stripe.CreditNoteCreateParams
  'POST /v1/credit_notes/{}/void': Stripe.CreditNoteVoidCreditNoteParams
  'POST /v1/customer_sessions': Stripe.CustomerSessionCreateParams
  'POST /v1/customers': Clearable<Stripe.CustomerCreateParams, 'description' | 'email' | 'name' | 'phone'>
  'POST /v1/customers/{}': Clearable<Stripe.CustomerUpdateParams, 'description' | 'email' | 'name' | 'phone'>
  'POST /v1/customers/{}/balance_transactions': Stripe.CustomerCreateBalanceTransactionParams
  'POST /v1/customers/{}/tax_ids': Stripe.CustomerCreateTaxIdParams
  'POST /v1/disputes/{}': Stripe.DisputeUpdateParams
  'POST /v1/disputes/{}/close': Stripe.DisputeCloseParams
  'POST /v1/invoiceitems': Stripe.InvoiceItemCreateParams
  'POST /v1/invoiceitems/{}': Stripe.InvoiceItemUpdateParams
  'POST /v1/invoices': Stripe.InvoiceCreateParams
  'POST /v1/invoices/create_preview': Stripe.InvoiceCreatePreviewParams
  'POST /v1/invoices/{}': Stripe.InvoiceUpdateParams
  'POST /v1/invoices/{}/add_lines': Stripe.InvoiceAddLinesParams
  'POST /v1/invoices/{}/finalize': Stripe.InvoiceFinalizeInvoiceParams
  'POST /v1/invoices/{}/mark_uncollectible': Stripe.InvoiceMarkUncollectibleParams
  'POST /v1/invoices/{}/pay': Stripe.InvoicePayParams
  'POST /v1/invoices/{}/remove_lines': Stripe.InvoiceRemoveLinesParams
  'POST /v1/invoices/{}/send': Stripe.InvoiceSendInvoiceParams
  'POST /v1/invoices/{}/void': Stripe.InvoiceVoidInvoiceParams
  'POST /v1/payment_intents': Stripe.PaymentIntentCreateParams
  'POST /v1/payment_intents/{}': Stripe.PaymentIntentUpdateParams
  'POST /v1/payment_intents/{}/cancel': Stripe.PaymentIntentCancelParams
  'POST /v1/payment_intents/{}/capture': Stripe.PaymentIntentCaptureParams
  'POST /v1/payment_intents/{}/confirm': Stripe.PaymentIntentConfirmParams
  'POST /v1/payment_intents/{}/increment_authorization': Stripe.PaymentIntentIncrementAuthorizationParams
  'POST /v1/payment_links': Stripe.PaymentLinkCreateParams
  'POST /v1/payment_links/{}': Stripe.PaymentLinkUpdateParams
  'POST /v1/payment_methods': Stripe.PaymentMethodCreateParams
  'POST /v1/payment_methods/{}': Stripe.PaymentMethodUpdateParams
  'POST /v1/payment_methods/{}/attach': Stripe.PaymentMethodAttachParams
  'POST /v1/payment_methods/{}/detach': Stripe.PaymentMethodDetachParams
  'POST /v1/prices': Stripe.PriceCreateParams
  'POST /v1/prices/{}': Stripe.PriceUpdateParams
  'POST /v1/products': Stripe.ProductCreateParams
  'POST /v1/products/{}': Clearable<Stripe.ProductUpdateParams, 'default_price'>
  'POST /v1/refunds': Stripe.RefundCreateParams
  'POST /v1/refunds/{}': Stripe.RefundUpdateParams
  'POST /v1/refunds/{}/cancel': Stripe.RefundCancelParams
  'POST /v1/setup_intents': Stripe.SetupIntentCreateParams
  'POST /v1/setup_intents/{}': Stripe.SetupIntentUpdateParams
  'POST /v1/setup_intents/{}/cancel': Stripe.SetupIntentCancelParams
  'POST /v1/setup_intents/{}/confirm': Stripe.SetupIntentConfirmParams
  'POST /v1/shipping_rates': Stripe.ShippingRateCreateParams
  'POST /v1/shipping_rates/{}': Stripe.ShippingRateUpdateParams
  'POST /v1/subscriptions': Stripe.SubscriptionCreateParams
  'POST /v1/subscriptions/{}': Clearable<Stripe.SubscriptionUpdateParams, 'default_payment_method' | 'description'>
  'POST /v1/subscriptions/{}/pause': Stripe.SubscriptionPauseParams
  'POST /v1/subscriptions/{}/resume': Stripe.SubscriptionResumeParams
}
