import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { checkImages, taxDetails } from './fields.ts'

type NewProduct = Omit<Params<'POST /v1/products'>, 'default_price_data' | 'expand'>

/** @throws StripeError when the id that the request chose has other characters than Stripe takes or is taken, or for too many images */
export function createProduct(context: Context, params: NewProduct): Objects['product'] {
  if (params.id !== undefined && !/^[\w-]+$/.test(params.id)) {
    throw invalid(`Invalid product ID: ${params.id}. It may only contain letters, digits, underscores and hyphens.`, {
      param: 'id',
    })
  }
  if (params.id !== undefined && context.store.find('product', params.id)) {
    throw invalid('Product already exists.', { code: 'resource_already_exists', param: 'id' })
  }
  checkImages(params.images)
  return context.create<'product'>(productFields(context, params))
}

export const productFields = (context: Context, params: NewProduct): Objects['product'] => ({
  id: params.id ?? context.newId('product'),
  object: 'product',
  active: params.active ?? true,
  created: context.now,
  default_price: null,
  description: params.description ?? null,
  images: params.images ?? [],
  livemode: false,
  marketing_features: params.marketing_features ?? [],
  metadata: mergeMetadata({}, params.metadata),
  name: params.name,
  package_dimensions: params.package_dimensions ?? null,
  shippable: params.shippable ?? null,
  statement_descriptor: params.statement_descriptor ?? null,
  tax_code: params.tax_code ?? null,
  tax_details: taxDetails(params.tax_details),
  type: params.type ?? 'service',
  unit_label: params.unit_label ?? null,
  updated: context.now,
  url: params.url ?? null,
})
