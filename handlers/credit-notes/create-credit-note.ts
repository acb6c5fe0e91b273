import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice } from '../../src/action/readers.ts'
import { creditNote, metadata, requiresCredit } from '../inputs.ts'

export const createCreditNote = defineAction('create-credit-note', 'POST /v1/credit_notes', () => ({
  docs: {
    summary: 'Create a credit note',
    description:
      'Reduces what a finalized invoice charges and e-mails the note to the customer. An open invoice then costs less; what was paid already is refunded, kept as credit, or paid back outside Stripe, as you choose. Void Credit Note undoes it on an open invoice only.',
    resource: 'Credit Note',
    url: 'https://docs.stripe.com/api/credit_notes/create',
    answer: { id: 'cn_123', object: 'credit_note', invoice: 'in_123', amount: 1000, status: 'issued' },
  },
  effect: 'destructive',
  input: {
    ...creditNote,
    email_type: optional(choice('credit_note', 'none'), {
      about: 'Whether the customer is sent the credit note by e-mail',
      example: 'none',
      restriction: 'credit_note or none; default credit_note',
    }),
    metadata: metadata({ internal_id: '123' }),
  },
  rules: [requiresCredit],
}))
