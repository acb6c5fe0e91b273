import { amount, choice, currency, idOf } from '../../src/action/readers.ts'
import { compared, created, defineSearch, equal, matchingMetadata } from '../../src/action/search.ts'

export const searchPaymentIntents = defineSearch('search-payment-intents', 'GET /v1/payment_intents/search', () => ({
  docs: {
    summary: 'Search payment intents',
    description: 'Finds payment intents by customer, state, amount, metadata or time.',
    resource: 'PaymentIntent',
    url: 'https://docs.stripe.com/api/payment_intents/search',
    answer: {
      object: 'search_result',
      data: [{ id: 'pi_123', object: 'payment_intent' }],
      has_more: false,
      next_page: null,
    },
  },
  fields: {
    customer: equal(idOf('customer'), { about: 'ID of the customer', example: 'cus_123' }),
    status: equal(
      choice(
        'canceled',
        'processing',
        'requires_action',
        'requires_capture',
        'requires_confirmation',
        'requires_payment_method',
        'succeeded',
      ),
      { about: 'State', example: 'succeeded' },
    ),
    amount: compared(amount, {
      about: "Amount in the currency's smallest unit, or an object of gt, gte, lt and lte",
      example: { gte: 1000 },
      restriction: 'Integer, or an object of bounds',
    }),
    currency: equal(currency, { about: 'Currency', example: 'usd' }),
    created,
    metadata: matchingMetadata({ order_id: '123' }),
  },
}))
