import { choice, currency, idOf, text } from '../../src/action/readers.ts'
import { defineSearch, equal, flag, matchingMetadata } from '../../src/action/search.ts'

export const searchPrices = defineSearch('search-prices', 'GET /v1/prices/search', () => ({
  docs: {
    summary: 'Search prices',
    description: 'Finds prices by product, lookup key, currency, type, state or metadata.',
    resource: 'Price',
    url: 'https://docs.stripe.com/api/prices/search',
    answer: { object: 'search_result', data: [{ id: 'price_123', object: 'price' }], has_more: false, next_page: null },
  },
  fields: {
    product: equal(idOf('product'), { about: 'ID of the product', example: 'prod_123' }),
    lookup_key: equal(text, { about: 'Your own key for it', example: 'premium_monthly' }),
    active: flag({ about: 'Whether it can be bought', example: true }),
    currency: equal(currency, { about: 'Currency', example: 'usd' }),
    type: equal(choice('one_time', 'recurring'), {
      about: 'Whether it is paid once, or again and again',
      example: 'recurring',
    }),
    metadata: matchingMetadata({ internal_id: '123' }),
  },
}))
