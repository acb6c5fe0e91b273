import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { email, text } from '../../src/action/readers.ts'
import { address, metadata } from '../inputs.ts'

export const updateCustomer = defineAction('update-customer', 'POST /v1/customers/{customer_id}', () => ({
  docs: {
    summary: 'Update a customer',
    description: 'Updates a customer. Fields that you leave out keep their values.',
    resource: 'Customer',
    url: 'https://docs.stripe.com/api/customers/update',
    answer: { id: 'cus_123', object: 'customer', email: 'newemail@example.com' },
  },
  effect: 'write',
  input: {
    customer_id: pathId('customer'),
    email: optional(email, { about: 'E-mail address', example: 'newemail@example.com' }),
    name: optional(text, { about: 'Full name, or that of the company', example: 'Jane Doe' }),
    phone: optional(text, { about: 'Phone number', example: '+1987654321' }),
    address: optional(address, {
      about: 'Postal address',
      example: { line1: '456 Oak St', city: 'LA', country: 'US' },
    }),
    metadata: metadata({ internal_id: '456' }),
  },
}))
