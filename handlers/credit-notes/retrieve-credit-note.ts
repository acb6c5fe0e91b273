import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveCreditNote = defineAction('retrieve-credit-note', 'GET /v1/credit_notes/{credit_note_id}', () => ({
  docs: {
    summary: 'Retrieve a credit note by ID',
    description: 'Returns a credit note; pdf in the answer is a link to its document.',
    resource: 'Credit Note',
    url: 'https://docs.stripe.com/api/credit_notes/retrieve',
    answer: { id: 'cn_123', object: 'credit_note', invoice: 'in_123', status: 'issued' },
  },
  effect: 'read',
  input: { credit_note_id: pathId('credit_note') },
}))
