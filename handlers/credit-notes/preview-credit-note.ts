import { defineAction } from '../../src/action/define.ts'
import { creditNote, requiresCredit } from '../inputs.ts'

export const previewCreditNote = defineAction('preview-credit-note', 'GET /v1/credit_notes/preview', () => ({
  docs: {
    summary: 'Preview a credit note',
    description:
      'Calculates a credit note without creating it. Check amount, tax and lines in the answer, then call Create Credit Note with the same inputs.',
    resource: 'Credit Note',
    url: 'https://docs.stripe.com/api/credit_notes/preview',
    answer: { id: 'cn_123', object: 'credit_note', invoice: 'in_123', amount: 1000 },
  },
  effect: 'read',
  input: creditNote,
  rules: [requiresCredit],
}))
