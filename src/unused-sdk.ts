/**
 * Stands in the script for the parts of Stripe's SDK that nothing here uses, which are a third of the whole script: see
 * `[alias]` in wrangler.toml. A resource that an action comes to use is taken out of both lists.
 */
class Unused {}

/** The SDK makes numbers of its own of decimals, which leave here as the text that they are. */
const asItIs = (data: unknown) => data

export { asItIs as coerceV2RequestData, asItIs as coerceV2ResponseData }

/** The SDK gives each call these, to go through a list with; here page after page is read as it came. */
export const makeAutoPaginationMethods = () => ({})

/** Nothing listens to the events that the SDK sends of each request and its answer. */
export class StripeEmitter {
  on() {}
  once() {}
  removeListener() {}
  emit() {}
}

export {
  Unused as AccountLinkResource,
  Unused as AccountResource,
  Unused as AccountSessionResource,
  Unused as ApplePayDomainResource,
  Unused as ApplicationFeeResource,
  Unused as Apps,
  Unused as BalanceResource,
  Unused as BalanceSettingResource,
  Unused as BalanceTransactionResource,
  Unused as Billing,
  Unused as BillingPortal,
  Unused as Climate,
  Unused as ConfirmationTokenResource,
  Unused as CountrySpecResource,
  Unused as CouponResource,
  Unused as CreditNoteResource,
  Unused as CustomerSessionResource,
  Unused as Decimal,
  Unused as DisputeResource,
  Unused as Entitlements,
  Unused as EphemeralKeyResource,
  Unused as EventResource,
  Unused as ExchangeRateResource,
  Unused as FileLinkResource,
  Unused as FileResource,
  Unused as FinancialConnections,
  Unused as Forwarding,
  Unused as Identity,
  Unused as InvoicePaymentResource,
  Unused as InvoiceRenderingTemplateResource,
  Unused as Issuing,
  Unused as MandateResource,
  Unused as OAuthResource,
  Unused as PaymentAttemptRecordResource,
  Unused as PaymentLinkResource,
  Unused as PaymentMethodConfigurationResource,
  Unused as PaymentMethodDomainResource,
  Unused as PaymentRecordResource,
  Unused as PayoutResource,
  Unused as PlanResource,
  Unused as ProductCatalog,
  Unused as PromotionCodeResource,
  Unused as QuoteResource,
  Unused as Radar,
  Unused as Reporting,
  Unused as Reserve,
  Unused as ReviewResource,
  Unused as SetupAttemptResource,
  Unused as SetupIntentResource,
  Unused as ShippingRateResource,
  Unused as Sigma,
  Unused as SourceResource,
  Unused as StripeEventNotificationHandler,
  Unused as SubscriptionItemResource,
  Unused as SubscriptionScheduleResource,
  Unused as Tax,
  Unused as TaxCodeResource,
  Unused as TaxIdResource,
  Unused as TaxRateResource,
  Unused as Terminal,
  Unused as TestHelpers,
  Unused as ThreeDSecure,
  Unused as TokenResource,
  Unused as TopupResource,
  Unused as TransferResource,
  Unused as Treasury,
  Unused as V2,
  Unused as WebhookEndpointResource,
}
