import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { email, text } from '../../src/action/readers.ts'
import { address, metadata } from '../inputs.ts'

export const createCustomer = defineAction('create-customer', 'POST /v1/customers', () => ({
  docs: {
    summary: 'Create a customer',
    description: 'Creates a customer, to bill and to find again. Stripe does not mind two with the same address.',
    resource: 'Customer',
    url: 'https://docs.stripe.com/api/customers/create',
    answer: { id: 'cus_123', object: 'customer', name: 'John Doe' },
  },
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
    metadata: metadata({ internal_id: '123' }),
  },
}))
