import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { type Changes, clearable, email, optional, text } from '../../src/action/inputs.ts'
import { aboutMetadata, address, changedMetadata, its } from '../inputs.ts'

export const updateCustomer = defineAction({
  name: 'update-customer',
  ...doc({
    summary: 'Update a customer',
    description: 'Changes the given fields of a customer; the others stay as they are.',
    resource: 'Customer',
    docs: 'https://docs.stripe.com/api/customers/update',
    answer: { id: 'cus_123', object: 'customer', email: 'newemail@example.com' },
  }),
  endpoint: 'POST /v1/customers/{id}',
  effect: 'write',
  input: {
    customer_id: its('customer', 'cus_123'),
    ...({
      email: optional(email, doc({ about: 'E-mail address', example: 'newemail@example.com' })),
      name: optional(text, doc({ about: 'Full name, or that of the company', example: 'Jane Doe' })),
      phone: optional(text, doc({ about: 'Phone number', example: '+1987654321' })),
      address: clearable(
        address,
        doc({
          about: 'Postal address',
          example: { line1: '456 Oak St', city: 'LA', country: 'US' },
        }),
      ),
      metadata: clearable(changedMetadata, aboutMetadata({ internal_id: '456' })),
    } satisfies Changes<Stripe.CustomerUpdateParams>),
  },
  run: ({ stripe, options }, { customer_id, ...params }) => stripe.customers.update(customer_id, params, options),
})
