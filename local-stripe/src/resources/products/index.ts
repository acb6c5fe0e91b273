import { changed } from '../../engine/change.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import { prose, search, token } from '../../engine/search.ts'
import { createPrice } from '../prices.ts'
import { createProduct } from './create.ts'
import { checkImages, taxDetails } from './fields.ts'
import { unlistedIn } from './unlisted.ts'

/** https://docs.stripe.com/api/products */
export const product = resource({
  object: 'product',
  prefix: 'prod_',
  idLength: 14,
  events: { created: 'product.created', updated: 'product.updated', deleted: 'product.deleted' },
  index: ({ id, active, shippable, type, url }, hidden) => ({
    id,
    active,
    shippable,
    type,
    unlisted: unlistedIn(hidden),
    url,
  }),
  operations: [
    operation('POST /v1/products', (context, { default_price_data, ...params }) => {
      const created = createProduct(context, params)
      if (!default_price_data) return created
      const { id } = createPrice(context, { ...default_price_data, product: created.id }, 'default_price_data')
      return context.update<'product'>({ ...created, default_price: id })
    }),
    operation('POST /v1/products/{id}', (context, params, id = '') => {
      const before = context.get('product', id)
      checkImages(params.images)
      if (params.default_price) {
        const { product } = context.get('price', params.default_price, 'default_price')
        if (product !== id) {
          throw invalid(`The price ${params.default_price} does not belong to the product ${id}.`, {
            param: 'default_price',
          })
        }
      }
      const { images, marketing_features: features, tax_details: tax } = params
      const after = {
        ...changed(before, params, [
          'active',
          'default_price',
          'description',
          'name',
          'package_dimensions',
          'shippable',
          'statement_descriptor',
          'tax_code',
          'unit_label',
          'url',
        ]),
        images: images === undefined ? before.images : (images ?? []),
        marketing_features: features === undefined ? before.marketing_features : (features ?? []),
        metadata: mergeMetadata(before.metadata, params.metadata),
        tax_details: tax === undefined ? before.tax_details : taxDetails(tax),
      }
      // A request that changes nothing leaves no event either.
      const isSame = JSON.stringify(after) === JSON.stringify(before)
      return context.update<'product'>({ ...after, updated: isSame ? before.updated : context.now })
    }),
    operation('DELETE /v1/products/{id}', (context, _params, id = '') => {
      context.get('product', id)
      if (context.store.list('price', { filters: { product: id }, limit: 1 }).length > 0) {
        throw invalid('This product cannot be deleted because it has one or more user-created prices.')
      }
      return context.deleted('product', id)
    }),
    search(
      'GET /v1/products/search',
      'product',
      {
        active: token(({ active }) => active),
        description: prose(({ description }) => description),
        name: prose(({ name }) => name),
        shippable: token(({ shippable }) => shippable),
        url: token(({ url }) => url),
      },
      { unlisted: { not: true } },
    ),
    retrieve('GET /v1/products/{id}', 'product'),
    list('GET /v1/products', 'product', ({ active, ids, shippable, type, url }) => ({
      active,
      shippable,
      type,
      unlisted: { not: true },
      url,
      id: ids,
    })),
  ],
})
