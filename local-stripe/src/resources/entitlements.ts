import { subscriptionItems } from '../billing/items.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid, noSuch } from '../engine/errors.ts'
import { limited } from '../engine/formats.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { EntitlementSummary, Objects } from '../engine/types.ts'

type Feature = Objects['entitlements.feature']
type Entitlement = Objects['entitlements.active_entitlement']

const MAX_LENGTH = 80

/** In which a subscription gives access: one that a trial has left paused keeps it, one that was paused on request loses it. */
const GIVES_ACCESS = new Set(['active', 'past_due', 'paused', 'trialing', 'unpaid'])

/** What is kept with an entitlement and with a product's feature, and never shown. */
interface Owner {
  customer?: string
  product?: string
}

const asOwner = (hidden: unknown) => (hidden ?? {}) as Owner

const entitlementsOf = (context: Context, customer: string) =>
  context.all('entitlements.active_entitlement', { customer })

const summaryOf = (customer: string, entitlements: Entitlement[]): EntitlementSummary => ({
  object: 'entitlements.active_entitlement_summary',
  customer,
  entitlements: {
    object: 'list',
    data: entitlements.toReversed(),
    has_more: false,
    url: `/v1/customer/${customer}/entitlements`,
  },
  livemode: false,
})

/** The features of what a customer subscribes to, by id; archived ones stay with those who have them. */
function featuresOf(context: Context, customer: string): Map<string, Feature> {
  const products = context
    .all('subscription', { customer, ended: false })
    .filter(({ status, status_details: details }) => GIVES_ACCESS.has(status) && !details)
    .flatMap(({ id }) => subscriptionItems(context, id))
    .map(({ price }) => context.get('price', price).product)
  const features = [...new Set(products)]
    .flatMap((product) => context.all('product_feature', { product }))
    .map(({ entitlement_feature: id }) => context.get('entitlements.feature', id))
  return new Map(features.map((each) => [each.id, each]))
}

/**
 * Has a customer be entitled to the features of what they subscribe to.
 * https://docs.stripe.com/billing/entitlements
 */
export function updateEntitlements(context: Context, customer: string) {
  const before = entitlementsOf(context, customer)
  const features = featuresOf(context, customer)
  const lost = before.filter(({ feature }) => !features.has(feature))
  const gained = [...features.values()].filter(({ id }) => !before.some(({ feature }) => feature === id))
  if (lost.length === 0 && gained.length === 0) return
  for (const { id } of lost) context.deleted('entitlements.active_entitlement', id)
  for (const { id, lookup_key: key } of gained) {
    context.create<'entitlements.active_entitlement'>(
      {
        id: context.newId('entitlements.active_entitlement'),
        object: 'entitlements.active_entitlement',
        feature: id,
        livemode: false,
        lookup_key: key,
      },
      { customer } satisfies Owner,
    )
  }
  context.tell(
    'entitlements.active_entitlement_summary.updated',
    summaryOf(customer, entitlementsOf(context, customer)),
    summaryOf(customer, before),
  )
}

/** https://docs.stripe.com/api/entitlements/active-entitlement */
export const activeEntitlement = resource({
  object: 'entitlements.active_entitlement',
  title: 'active entitlement',
  prefix: 'ent_test_',
  index: (_entitlement, hidden) => ({ customer: asOwner(hidden).customer }),
  operations: [
    retrieve('GET /v1/entitlements/active_entitlements/{id}', 'entitlements.active_entitlement'),
    list('GET /v1/entitlements/active_entitlements', 'entitlements.active_entitlement', ({ customer }) => ({
      customer,
    })),
  ],
})

/** https://docs.stripe.com/api/entitlements/feature */
export const feature = resource({
  object: 'entitlements.feature',
  title: 'feature',
  prefix: 'feat_test_',
  index: ({ active, lookup_key }) => ({ archived: !active, lookup_key }),
  operations: [
    operation('POST /v1/entitlements/features', (context, params) => {
      const key = limited(params.lookup_key, MAX_LENGTH, 'lookup_key')
      if (context.all('entitlements.feature', { lookup_key: key, archived: false }).length > 0) {
        throw invalid(`A feature with the lookup key \`${key}\` already exists.`, {
          code: 'resource_already_exists',
          param: 'lookup_key',
        })
      }
      return context.create<'entitlements.feature'>({
        id: context.newId('entitlements.feature'),
        object: 'entitlements.feature',
        active: true,
        livemode: false,
        lookup_key: key,
        metadata: mergeMetadata({}, params.metadata),
        name: limited(params.name, MAX_LENGTH, 'name'),
      })
    }),
    operation('POST /v1/entitlements/features/{id}', (context, params, id = '') => {
      const before = context.get('entitlements.feature', id)
      if (!before.active) throw invalid('Archived features cannot be updated.')
      if (params.name !== undefined) limited(params.name, MAX_LENGTH, 'name')
      return context.update<'entitlements.feature'>({
        ...changed(before, params, ['active', 'name']),
        metadata: mergeMetadata(before.metadata, params.metadata),
      })
    }),
    retrieve('GET /v1/entitlements/features/{id}', 'entitlements.feature'),
    list('GET /v1/entitlements/features', 'entitlements.feature', ({ archived = false, lookup_key }) => ({
      lookup_key,
      archived,
    })),
  ],
})

function featureOfProduct(context: Context, product: string, id: string) {
  context.get('product', product)
  const found = context.get('product_feature', id)
  const { product: owner } = asOwner(context.store.private('product_feature', id))
  if (owner === product) return found
  throw noSuch('product feature', id, 'id', true)
}

/**
 * Those who have subscribed to the product already are entitled to a feature, or no longer, when their subscription
 * changes or renews. https://docs.stripe.com/api/product-feature
 */
export const productFeature = resource({
  object: 'product_feature',
  title: 'product feature',
  prefix: 'prodft_test_',
  index: ({ entitlement_feature }, hidden) => ({ product: asOwner(hidden).product, entitlement_feature }),
  operations: [
    operation('POST /v1/products/{product}/features', (context, params, product = '') => {
      context.get('product', product)
      const param = 'entitlement_feature'
      const { active, id } = context.get('entitlements.feature', params.entitlement_feature, param)
      if (!active) throw invalid('Archived features cannot be attached to products.', { param })
      if (context.all('product_feature', { product, entitlement_feature: id }).length > 0) {
        throw invalid(`The feature ${id} is already attached to the product ${product}.`, {
          code: 'resource_already_exists',
          param,
        })
      }
      return context.create<'product_feature'>(
        {
          id: context.newId('product_feature'),
          object: 'product_feature',
          entitlement_feature: id,
          livemode: false,
        },
        { product } satisfies Owner,
      )
    }),
    operation('DELETE /v1/products/{product}/features/{id}', (context, _params, product = '', id = '') => {
      featureOfProduct(context, product, id)
      return context.deleted('product_feature', id)
    }),
    operation('GET /v1/products/{product}/features/{id}', (context, _params, product = '', id = '') =>
      featureOfProduct(context, product, id),
    ),
    operation('GET /v1/products/{product}/features', (context, params, product = '') => {
      context.get('product', product)
      return context.page('product_feature', context.path, params, { product })
    }),
  ],
})
