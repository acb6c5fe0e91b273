import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, idOf, object, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateDispute = defineAction('update-dispute', 'POST /v1/disputes/{dispute_id}', () => ({
  docs: {
    summary: 'Send evidence for a dispute',
    description:
      'Adds evidence to a dispute and, unless submit is false, sends it to the bank immediately. The bank usually accepts evidence only once, so collect it with submit false first. Give files by the ID that Stripe returned for the upload.',
    resource: 'Dispute',
    url: 'https://docs.stripe.com/api/disputes/update',
    answer: { id: 'du_123', object: 'dispute', status: 'under_review' },
  },
  effect: 'write',
  input: {
    dispute_id: pathId('dispute'),
    evidence: optional(
      object({
        product_description: optional(text),
        customer_name: optional(text),
        customer_email_address: optional(text),
        customer_purchase_ip: optional(text),
        customer_communication: optional(text),
        receipt: optional(text),
        service_date: optional(text),
        service_documentation: optional(text),
        shipping_carrier: optional(text),
        shipping_tracking_number: optional(text),
        shipping_date: optional(text),
        shipping_documentation: optional(text),
        refund_refusal_explanation: optional(text),
        duplicate_charge_id: optional(idOf('charge')),
        uncategorized_text: optional(text),
        uncategorized_file: optional(text),
      }),
      {
        about: 'What shows that the payment was right, as texts and IDs of uploaded files',
        example: { product_description: 'Premium Plan, one month', customer_name: 'John Doe' },
        restriction: 'At most 150,000 characters in all',
      },
    ),
    submit: optional(boolean, {
      about: 'Whether to send the evidence to the bank now',
      example: false,
      restriction: 'true or false; empty sends it now',
    }),
    metadata: metadata({ order_id: '123' }),
  },
}))
