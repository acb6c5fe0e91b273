import { choice } from '../../src/action/readers.ts'
import { created, defineSearch, equal, matchingMetadata } from '../../src/action/search.ts'

export const searchSubscriptions = defineSearch('search-subscriptions', 'GET /v1/subscriptions/search', () => ({
  docs: {
    summary: 'Search subscriptions',
    description:
      'Finds subscriptions by state, metadata or time. To find those of a customer or price, see List Subscriptions.',
    resource: 'Subscription',
    url: 'https://docs.stripe.com/api/subscriptions/search',
    answer: {
      object: 'search_result',
      data: [{ id: 'sub_123', object: 'subscription' }],
      has_more: false,
      next_page: null,
    },
  },
  fields: {
    status: equal(
      choice('active', 'canceled', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid'),
      { about: 'State', example: 'active' },
    ),
    created,
    metadata: matchingMetadata({ internal_id: '123' }),
  },
}))
