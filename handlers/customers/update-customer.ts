import type Stripe from 'stripe'
import { defineAction } from '../../src/action.ts'
import { type Changes, clearable, email, optional, text } from '../../src/inputs.ts'
import { aboutMetadata, address, changedMetadata, its } from '../inputs.ts'

export const updateCustomer = defineAction({
  name: 'update-customer',
  summary: 'Update a customer',
  description: 'Changes the given fields of a customer; the others stay as they are.',
  resource: 'Customer',
  endpoint: 'POST /v1/customers/{id}',
  docs: 'https://docs.stripe.com/api/customers/update',
  effect: 'write',
  input: {
    customer_id: its('customer', 'cus_123'),
    ...({
      email: optional(email, { about: 'E-mail address', example: 'newemail@example.com' }),
      name: optional(text, { about: 'Full name, or that of the company', example: 'Jane Doe' }),
      phone: optional(text, { about: 'Phone number', example: '+1987654321' }),
      address: clearable(address, {
        about: 'Postal address',
        example: { line1: '456 Oak St', city: 'LA', country: 'US' },
      }),
      metadata: clearable(changedMetadata, aboutMetadata({ internal_id: '456' })),
    } satisfies Changes<Stripe.CustomerUpdateParams>),
  },
  answer: { id: 'cus_123', object: 'customer', email: 'newemail@example.com' },
  run: ({ stripe, options }, { customer_id, ...params }) => stripe.customers.update(customer_id, params, options),
})
