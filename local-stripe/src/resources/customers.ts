import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { randomText } from '../engine/ids.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'

type Customer = Objects['customer']
type NewCustomer = Omit<Params<'POST /v1/customers'>, 'expand'>
type AddressParam = { [part in 'city' | 'country' | 'line1' | 'line2' | 'postal_code' | 'state']?: string }

/** An address with every part, as Stripe shows it. */
export const fullAddress = (of: AddressParam) => ({
  city: of.city ?? null,
  country: of.country ?? null,
  line1: of.line1 ?? null,
  line2: of.line2 ?? null,
  postal_code: of.postal_code ?? null,
  state: of.state ?? null,
})

const shippingOf = (of: { address: AddressParam; name: string; phone?: string }) => ({
  address: fullAddress(of.address),
  name: of.name,
  phone: of.phone ?? null,
})

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
  return context.create<'customer'>({
    id: context.newId('customer'),
    object: 'customer',
    address: params.address ? fullAddress(params.address) : null,
    balance: params.balance ?? 0,
    created: context.now,
    currency: null,
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
    test_clock: null,
    ...(params.business_name && { business_name: params.business_name }),
    ...(params.individual_name && { individual_name: params.individual_name }),
  })
}

/** https://docs.stripe.com/api/customers */
export const customer = resource({
  object: 'customer',
  prefix: 'cus_',
  idLength: 14,
  index: ({ email }) => ({ email }),
  operations: [
    operation('POST /v1/customers', createCustomer),
    operation('POST /v1/customers/{id}', (context, params, id = '') => {
      const before = context.get('customer', id)
      const { address, shipping } = params
      return context.update<'customer'>({
        ...changed(before, params, [
          'balance',
          'description',
          'email',
          'invoice_prefix',
          'name',
          'next_invoice_sequence',
          'phone',
          'preferred_locales',
          'tax_exempt',
        ]),
        object: 'customer',
        address: address === undefined ? (before.address ?? null) : address && fullAddress(address),
        invoice_settings: invoiceSettings(before.invoice_settings, params.invoice_settings),
        metadata: mergeMetadata(before.metadata, params.metadata),
        shipping: shipping === undefined ? before.shipping : shipping && shippingOf(shipping),
      })
    }),
    operation('DELETE /v1/customers/{id}', (context, _params, id = '') => {
      context.get('customer', id)
      return context.deleted('customer', id, { keepTombstone: true })
    }),
    operation(
      'GET /v1/customers/{id}',
      (context, _params, id = '') => context.store.findDeleted('customer', id) ?? context.get('customer', id),
    ),
    list('GET /v1/customers', 'customer', ({ email }) => ({ email })),
  ],
})
