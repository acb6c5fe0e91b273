import type { Context } from '../engine/context.ts'
import { invalid, noSuch } from '../engine/errors.ts'
import { operation, resource } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'

type TaxId = Objects['tax_id']
export type NewTaxId = Pick<Params<'POST /v1/customers/{id}/tax_ids'>, 'type' | 'value'>

/** What a value looks like, of the kinds that shops meet most: https://docs.stripe.com/billing/customer/tax-ids */
const PATTERNS: Record<string, RegExp> = {
  au_abn: /^\d{11}$/,
  ch_vat: /^CHE-?[\d.]{9,11} ?(MWST|TVA|IVA)$/,
  eu_vat: /^[A-Z]{2}[A-Z\d+*]{2,12}$/,
  gb_vat: /^(GB)?\d{9}(\d{3})?$/,
  us_ein: /^\d{2}-\d{7}$/,
}

/** Values with which Stripe's test mode has an outcome of the verification. */
const OUTCOMES: Record<string, 'verified' | 'unverified' | 'pending'> = {
  '000000000': 'verified',
  '111111111': 'unverified',
  '222222222': 'pending',
}
const VERIFIED = new Set(['au_abn', 'eu_vat', 'gb_vat'])

/** @throws StripeError `tax_id_invalid` */
export function createTaxId(context: Context, customer: string, { type, value }: NewTaxId, param = 'value'): TaxId {
  if (OUTCOMES[value] === undefined && PATTERNS[type]?.test(value) === false) {
    throw invalid(`Invalid value for ${type}.`, { code: 'tax_id_invalid', param })
  }
  const [start = ''] = type.split('_')
  const country = (start === 'eu' ? value.slice(0, 2) : start).toUpperCase()
  const status = OUTCOMES[value] ?? (VERIFIED.has(type) ? 'pending' : 'unavailable')
  return context.create<'tax_id'>({
    id: context.newId('tax_id'),
    object: 'tax_id',
    country: /^[A-Z]{2}$/.test(country) ? country : null,
    created: context.now,
    customer,
    customer_account: null,
    livemode: false,
    owner: { customer, customer_account: null, type: 'customer' },
    type,
    value,
    verification: { status, verified_address: null, verified_name: null },
  })
}

/** A customer's tax IDs as invoices and sessions show them. */
export const taxIdsOf = (context: Context, customer: string) =>
  context.all('tax_id', { customer }).map(({ type, value }) => ({ type, value }))

function ownedBy(context: Context, customer: string, id: string): TaxId {
  context.get('customer', customer)
  const found = context.get('tax_id', id)
  if (found.customer === customer) return found
  throw noSuch('tax id', id, 'id', true)
}

/** https://docs.stripe.com/api/tax_ids */
export const taxId = resource({
  object: 'tax_id',
  title: 'tax id',
  prefix: 'txi_',
  events: {
    created: 'customer.tax_id.created',
    updated: 'customer.tax_id.updated',
    deleted: 'customer.tax_id.deleted',
  },
  index: ({ customer }) => ({ customer }),
  operations: [
    operation('POST /v1/customers/{id}/tax_ids', (context, params, customer = '') =>
      createTaxId(context, context.get('customer', customer).id, params),
    ),
    operation('DELETE /v1/customers/{customerId}/tax_ids/{id}', (context, _params, customer = '', id = '') =>
      context.deleted('tax_id', ownedBy(context, customer, id).id),
    ),
    operation('GET /v1/customers/{customerId}/tax_ids/{id}', (context, _params, customer = '', id = '') =>
      ownedBy(context, customer, id),
    ),
    operation('GET /v1/customers/{id}/tax_ids', (context, params, customer = '') =>
      context.page('tax_id', context.path, params, { customer: context.get('customer', customer).id }),
    ),
  ],
})
