import type Stripe from 'stripe'

export interface EndpointParams {
  'DELETE /v1/customers/{id}': Stripe.CustomerDeleteParams
  'DELETE /v1/products/{id}': Stripe.ProductDeleteParams
  'GET /v1/customers': Stripe.CustomerListParams
  'GET /v1/customers/{id}': Stripe.CustomerRetrieveParams
  'GET /v1/prices': Stripe.PriceListParams
  'GET /v1/prices/{id}': Stripe.PriceRetrieveParams
  'GET /v1/products': Stripe.ProductListParams
  'GET /v1/products/{id}': Stripe.ProductRetrieveParams
  'POST /v1/customers': Stripe.CustomerCreateParams
  'POST /v1/customers/{id}': Stripe.CustomerUpdateParams
  'POST /v1/prices': Stripe.PriceCreateParams
  'POST /v1/prices/{id}': Stripe.PriceUpdateParams
  'POST /v1/products': Stripe.ProductCreateParams
  'POST /v1/products/{id}': Stripe.ProductUpdateParams
}
