import type Stripe from 'stripe'
import { defineAction } from '../../src/action.ts'
import { email, optional, type Shape, text } from '../../src/inputs.ts'
import { address, newMetadata } from '../inputs.ts'

export const createCustomer = defineAction({
  name: 'create-customer',
  summary: 'Create a customer',
  description: 'Creates a customer, to bill and to find again. Stripe does not mind two with the same address.',
  resource: 'Customer',
  endpoint: 'POST /v1/customers',
  docs: 'https://docs.stripe.com/api/customers/create',
  effect: 'write',
  input: {
    email: optional(email, { about: 'E-mail address', example: 'customer@example.com' }),
    name: optional(text, { about: 'Full name, or that of the company', example: 'John Doe' }),
    phone: optional(text, { about: 'Phone number', example: '+1234567890' }),
    description: optional(text, { about: 'A note, not shown to the customer', example: 'Premium customer' }),
    address: optional(address, {
      about: 'Postal address',
      example: { line1: '123 Main St', city: 'NYC', country: 'US' },
    }),
    metadata: newMetadata({ internal_id: '123' }),
  } satisfies Shape<Stripe.CustomerCreateParams>,
  answer: { id: 'cus_123', object: 'customer', name: 'John Doe' },
  run: ({ stripe, options }, params) => stripe.customers.create(params, options),
})
