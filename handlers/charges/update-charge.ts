import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, email, object, text } from '../../src/action/readers.ts'
import { metadata, shippingDetails } from '../inputs.ts'

export const updateCharge = defineAction('update-charge', 'POST /v1/charges/{charge_id}', () => ({
  docs: {
    summary: 'Update a charge',
    description:
      'Updates a charge. Fields that you leave out keep their values. A new receipt_email makes Stripe send the receipt there.',
    resource: 'Charge',
    url: 'https://docs.stripe.com/api/charges/update',
    answer: { id: 'ch_123', object: 'charge', description: 'Order #123' },
  },
  effect: 'write',
  input: {
    charge_id: pathId('charge'),
    description: optional(text, { about: 'A note, shown on e-mailed receipts', example: 'Order #123' }),
    receipt_email: optional(email, {
      about: 'Where to send the receipt',
      example: 'customer@example.com',
      restriction: 'A change sends a receipt',
    }),
    fraud_details: optional(object({ user_report: required(choice('safe', 'fraudulent')) }), {
      about: 'Your own judgment of whether the charge is fraud, from which Stripe learns',
      example: { user_report: 'safe' },
    }),
    shipping: optional(shippingDetails, {
      about: 'Where the goods go',
      example: { name: 'John Doe', address: { line1: '123 Main St', city: 'NYC', country: 'US' } },
    }),
    metadata: metadata({ order_id: '123' }),
  },
}))
