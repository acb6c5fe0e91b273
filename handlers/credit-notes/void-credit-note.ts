import { defineAction, pathId } from '../../src/action/define.ts'

export const voidCreditNote = defineAction('void-credit-note', 'POST /v1/credit_notes/{credit_note_id}/void', () => ({
  docs: {
    summary: 'Void a credit note',
    description:
      'Cancels a credit note of an open invoice permanently, so that the invoice charges the full amount again.',
    resource: 'Credit Note',
    url: 'https://docs.stripe.com/api/credit_notes/void',
    answer: { id: 'cn_123', object: 'credit_note', status: 'void' },
  },
  effect: 'destructive',
  input: { credit_note_id: pathId('credit_note') },
}))
