import { email, text } from '../../src/action/readers.ts'
import { created, defineSearch, equal, matchingMetadata } from '../../src/action/search.ts'

export const searchCustomers = defineSearch('search-customers', 'GET /v1/customers/search', () => ({
  docs: {
    summary: 'Search customers',
    description: 'Finds customers by e-mail address, name, phone number, metadata or time.',
    resource: 'Customer',
    url: 'https://docs.stripe.com/api/customers/search',
    answer: {
      object: 'search_result',
      data: [{ id: 'cus_123', object: 'customer' }],
      has_more: false,
      next_page: null,
    },
  },
  fields: {
    email: equal(email, { about: 'E-mail address', example: 'customer@example.com' }),
    name: equal(text, { about: 'Name, or whole words of it in their order', example: 'Jane Doe' }),
    phone: equal(text, { about: 'Phone number', example: '+1234567890' }),
    created,
    metadata: matchingMetadata({ internal_id: '123' }),
  },
}))
