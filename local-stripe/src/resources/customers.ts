import { fullAddress, shippingOf } from '../address.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import { limited } from '../engine/formats.ts'
import { randomText } from '../engine/ids.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource } from '../engine/resource.ts'
import { numeric, partOfText, prose, search } from '../engine/search.ts'
import type { Objects, Params } from '../engine/types.ts'
import { addCardSource, checkCardSource, removeCardSource } from './card-sources.ts'
import { balancesOf, changeBalance, setBalance } from './customer-balance.ts'
import { createCustomerSession } from './customer-sessions.ts'
import { attach, paymentMethodNamed } from './payment-methods.ts'
import { createTaxId } from './tax-ids.ts'

type Customer = Objects['customer']
type NewCustomer = Omit<Params<'POST /v1/customers'>, 'expand'>

const MOST_NAME = 256

function invoiceSettings(before: Customer['invoice_settings'], params: NewCustomer['invoice_settings']) {
  if (!params) return before
  const rendering = params.rendering_options
  return {
    ...changed(before, params, ['custom_fields', 'default_payment_method', 'footer']),
    rendering_options:
      rendering === undefined
        ? before.rendering_options
        : rendering && {
            amount_tax_display: rendering.amount_tax_display ?? null,
            template: rendering.template ?? null,
          },
  }
}

const NO_INVOICE_SETTINGS = { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null }

export function createCustomer(context: Context, params: NewCustomer): Customer {
  if (params.name) limited(params.name, MOST_NAME, 'name')
  const created = context.create<'customer'>({
    id: context.newId('customer'),
    object: 'customer',
    address: params.address ? fullAddress(params.address) : null,
    balance: 0,
    created: context.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: params.invoice_prefix ?? randomText(8).toUpperCase(),
    invoice_settings: invoiceSettings(NO_INVOICE_SETTINGS, params.invoice_settings),
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    next_invoice_sequence: params.next_invoice_sequence ?? 1,
    phone: params.phone ?? null,
    preferred_locales: params.preferred_locales ?? [],
    shipping: params.shipping ? shippingOf(params.shipping) : null,
    tax_exempt: params.tax_exempt ?? 'none',
    test_clock: clockNamed(context, params.test_clock),
    ...(params.business_name && { business_name: params.business_name }),
    ...(params.individual_name && { individual_name: params.individual_name }),
  })
  for (const [index, of] of (params.tax_id_data ?? []).entries()) {
    createTaxId(context, created.id, of, `tax_id_data[${index}][value]`)
  }
  if (!params.balance) return created
  changeBalance(context, created.id, { amount: params.balance, type: 'initial' })
  return context.get('customer', created.id)
}

const clockNamed = (context: Context, id: string | undefined) =>
  id === undefined ? null : context.get('test_helpers.test_clock', id, 'test_clock').id

/** A default of a customer's can only be a payment method that is attached to them. */
export function checkDefaultMethod(
  context: Context,
  customer: string,
  method: string | undefined,
  param = 'invoice_settings[default_payment_method]',
) {
  if (method === undefined || context.get('payment_method', method, param).customer === customer) return
  throw invalid(
    `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the ` +
      'customer.',
    { code: 'resource_missing', param },
  )
}

/** Where a customer's tax is due, of which none is collected here. https://docs.stripe.com/tax/customer-locations */
const taxOf = (address: Customer['address']) => ({
  automatic_tax: address?.country ? 'not_collecting' : 'unrecognized_location',
  ip_address: null,
  location: address?.country ? { country: address.country, source: 'billing_address', state: address.state } : null,
  provider: 'stripe',
})

/** https://docs.stripe.com/api/customers */
export const customer = resource({
  object: 'customer',
  prefix: 'cus_',
  idLength: 14,
  events: { created: 'customer.created', updated: 'customer.updated', deleted: 'customer.deleted' },
  index: ({ email, test_clock: clock }) => ({ email, ...(clock && { test_clock: clock, clocked: true }) }),
  sublists: {
    subscriptions: {
      of: 'subscription',
      by: 'customer',
      url: (id) => `/v1/customers/${id}/subscriptions`,
      shown: 'expanded',
      isCounted: true,
    },
    sources: {
      of: 'card',
      by: 'customer',
      url: (id) => `/v1/customers/${id}/sources`,
      shown: 'expanded',
      isCounted: true,
    },
    tax_ids: {
      of: 'tax_id',
      by: 'customer',
      url: (id) => `/v1/customers/${id}/tax_ids`,
      shown: 'expanded',
      isCounted: true,
    },
  },
  includes: {
    invoice_credit_balance: balancesOf,
    tax: (_context, { address }) => taxOf(address ?? null),
  },
  operations: [
    createCustomerSession,
    operation('POST /v1/customers', (context, params) => {
      const { payment_method: named, invoice_settings: settings, source } = params
      const method = named === undefined ? undefined : paymentMethodNamed(context, named, 'payment_method')
      // A test payment method's name stands for the one that is made of it.
      const preferred = settings?.default_payment_method === named ? method?.id : settings?.default_payment_method
      const created = createCustomer(context, {
        ...params,
        ...(settings && { invoice_settings: { ...settings, default_payment_method: preferred } }),
      })
      if (method !== undefined) attach(context, method, created.id)
      checkDefaultMethod(context, created.id, preferred)
      if (source === undefined) return created
      return context.update<'customer'>({ ...created, default_source: addCardSource(context, created.id, source).id })
    }),
    operation('POST /v1/customers/{id}', (context, params, id = '') => {
      setBalance(context, context.get('customer', id), params.balance)
      const before = context.get('customer', id)
      const { address, name, shipping, source } = params
      if (name) limited(name, MOST_NAME, 'name')
      checkDefaultMethod(context, id, params.invoice_settings?.default_payment_method)
      checkCardSource(context, id, params.default_source)
      const added = source === undefined ? undefined : addCardSource(context, id, source).id
      if (added !== undefined && before.default_source) removeCardSource(context, before.default_source)
      return context.update<'customer'>({
        ...changed(before, params, [
          'default_source',
          'description',
          'email',
          'invoice_prefix',
          'name',
          'next_invoice_sequence',
          'phone',
          'preferred_locales',
          'tax_exempt',
        ]),
        ...(params.business_name !== undefined && { business_name: params.business_name ?? undefined }),
        ...(params.individual_name !== undefined && { individual_name: params.individual_name ?? undefined }),
        address: address === undefined ? (before.address ?? null) : address && fullAddress(address),
        invoice_settings: invoiceSettings(before.invoice_settings, params.invoice_settings),
        metadata: mergeMetadata(before.metadata, params.metadata),
        shipping: shipping === undefined ? before.shipping : shipping && shippingOf(shipping),
        ...(added !== undefined && { default_source: added }),
      })
    }),
    operation('DELETE /v1/customers/{id}', (context, _params, id = '') => {
      context.get('customer', id)
      return context.deleted('customer', id, { keepTombstone: true })
    }),
    search('GET /v1/customers/search', 'customer', {
      created: numeric(({ created }) => created),
      email: partOfText(({ email }) => email),
      name: prose(({ name }) => name),
      phone: partOfText(({ phone }) => phone),
    }),
    operation(
      'GET /v1/customers/{id}',
      (context, _params, id = '') =>
        context.store.find('customer', id) ?? context.store.findDeleted('customer', id) ?? context.get('customer', id),
    ),
    list('GET /v1/customers', 'customer', ({ email, test_clock: clock }) => ({
      test_clock: clock,
      email,
      clocked: clock === undefined ? { not: true } : undefined,
    })),
  ],
})
