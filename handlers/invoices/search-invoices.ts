import { amount, choice, currency, idOf, text } from '../../src/action/readers.ts'
import { compared, created, defineSearch, equal, matchingMetadata } from '../../src/action/search.ts'

export const searchInvoices = defineSearch('search-invoices', 'GET /v1/invoices/search', () => ({
  docs: {
    summary: 'Search invoices',
    description: 'Finds invoices by number, customer, subscription, state, total, metadata or time.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/search',
    answer: { object: 'search_result', data: [{ id: 'in_123', object: 'invoice' }], has_more: false, next_page: null },
  },
  fields: {
    customer: equal(idOf('customer'), { about: 'ID of the customer', example: 'cus_123' }),
    status: equal(choice('draft', 'open', 'paid', 'uncollectible', 'void'), { about: 'State', example: 'open' }),
    number: equal(text, { about: 'Number that is printed on it', example: 'ABC-0001' }),
    receipt_number: equal(text, { about: 'Number of its receipt', example: '1234-5678' }),
    subscription: equal(idOf('subscription'), { about: 'ID of the subscription', example: 'sub_123' }),
    total: compared(amount, {
      about: "Amount in the currency's smallest unit, or an object of gt, gte, lt and lte",
      example: { gte: 1000 },
      restriction: 'Integer, or an object of bounds',
    }),
    currency: equal(currency, { about: 'Currency', example: 'usd' }),
    created,
    metadata: matchingMetadata({ order_id: '123' }),
  },
}))
