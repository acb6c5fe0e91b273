import { text } from '../../src/action/readers.ts'
import { defineSearch, equal, flag, matchingMetadata } from '../../src/action/search.ts'

export const searchProducts = defineSearch('search-products', 'GET /v1/products/search', () => ({
  docs: {
    summary: 'Search products',
    description: 'Finds products by name, description, URL, state or metadata.',
    resource: 'Product',
    url: 'https://docs.stripe.com/api/products/search',
    answer: {
      object: 'search_result',
      data: [{ id: 'prod_123', object: 'product' }],
      has_more: false,
      next_page: null,
    },
  },
  fields: {
    name: equal(text, { about: 'Name, or whole words of it in their order', example: 'Premium Plan' }),
    description: equal(text, {
      about: 'Whole words of the description, in their order',
      example: 'Premium subscription',
    }),
    active: flag({ about: 'Whether it can be bought', example: true }),
    shippable: flag({ about: 'Whether it is shipped', example: true }),
    url: equal(text, { about: 'Address of its page', example: 'https://example.com/product' }),
    metadata: matchingMetadata({ internal_id: '123' }),
  },
}))
