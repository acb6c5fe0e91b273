import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { email, optional, type Shape, text } from '../../src/action/inputs.ts'
import { address, newMetadata } from '../inputs.ts'

export const createCustomer = defineAction({
  name: 'create-customer',
  ...doc({
    summary: 'Create a customer',
    description: 'Creates a customer, to bill and to find again. Stripe does not mind two with the same address.',
    resource: 'Customer',
    docs: 'https://docs.stripe.com/api/customers/create',
    answer: { id: 'cus_123', object: 'customer', name: 'John Doe' },
  }),
  endpoint: 'POST /v1/customers',
  effect: 'write',
  input: {
    email: optional(email, doc({ about: 'E-mail address', example: 'customer@example.com' })),
    name: optional(text, doc({ about: 'Full name, or that of the company', example: 'John Doe' })),
    phone: optional(text, doc({ about: 'Phone number', example: '+1234567890' })),
    description: optional(text, doc({ about: 'A note, not shown to the customer', example: 'Premium customer' })),
    address: optional(
      address,
      doc({
        about: 'Postal address',
        example: { line1: '123 Main St', city: 'NYC', country: 'US' },
      }),
    ),
    metadata: newMetadata({ internal_id: '123' }),
  } satisfies Shape<Stripe.CustomerCreateParams>,
  run: ({ stripe, options }, params) => stripe.customers.create(params, options),
})
