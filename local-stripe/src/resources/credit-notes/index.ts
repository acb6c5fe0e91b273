import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, rehearsal, resource, retrieve } from '../../engine/resource.ts'
import type { Objects } from '../../engine/types.ts'
import { createCreditNote } from './create.ts'
import { reduceInvoice } from './settle.ts'

/** Takes a note back: only while its invoice is open, as what was given back stays so. */
function voidNote(context: Context, id: string): Objects['credit_note'] {
  const before = context.get('credit_note', id)
  if (before.status === 'void') throw invalid('This credit note has already been voided.')
  const invoice = context.get('invoice', before.invoice)
  if (invoice.status !== 'open' || before.post_payment_amount > 0) {
    throw invalid('You can only void credit notes of open invoices.')
  }
  reduceInvoice(context, invoice, -before.pre_payment_amount)
  return context.update<'credit_note'>({ ...before, status: 'void', voided_at: context.now })
}

const URL = '/v1/credit_notes'

/** https://docs.stripe.com/api/credit_notes */
export const creditNote = resource({
  object: 'credit_note',
  title: 'credit note',
  prefix: 'cn_',
  events: {
    created: 'credit_note.created',
    updated: 'credit_note.updated',
    changesStandAlone: true,
    changes: (before, { status }) => (before && before.status !== status ? ['credit_note.voided'] : []),
  },
  index: ({ customer, invoice }) => ({ customer, invoice }),
  sublists: {
    lines: {
      of: 'credit_note_line_item',
      by: 'credit_note',
      url: (id) => `${URL}/${id}/lines`,
      oldestFirst: true,
      shown: 'always',
    },
  },
  operations: [
    // Their paths would else be taken for a note's id.
    rehearsal('GET /v1/credit_notes/preview', createCreditNote),
    rehearsal('GET /v1/credit_notes/preview/lines', (context, params) => {
      const { ending_before, limit, starting_after, ...note } = params
      const { id } = createCreditNote(context, note)
      const page = { ...(limit !== undefined && { limit }), ...(starting_after && { starting_after }) }
      return context.page(
        'credit_note_line_item',
        context.path,
        { ...page, ...(ending_before && { ending_before }) },
        { credit_note: id },
        true,
      )
    }),
    operation('POST /v1/credit_notes', createCreditNote),
    operation('POST /v1/credit_notes/{id}', (context, params, id = '') => {
      const before = context.get('credit_note', id)
      return context.update<'credit_note'>({
        ...changed(before, params, ['memo']),
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      })
    }),
    operation('POST /v1/credit_notes/{id}/void', (context, _params, id = '') => voidNote(context, id)),
    operation('GET /v1/credit_notes/{id}/lines', (context, params, id = '') => {
      context.get('credit_note', id)
      return context.page('credit_note_line_item', context.path, params, { credit_note: id }, true)
    }),
    retrieve('GET /v1/credit_notes/{id}', 'credit_note'),
    list('GET /v1/credit_notes', 'credit_note', ({ customer, invoice }) => ({ customer, invoice })),
  ],
})

export const creditNoteLine = resource({
  object: 'credit_note_line_item',
  title: 'credit note line item',
  prefix: 'cnli_',
  index: ({ invoice_line_item }, note) => ({ credit_note: String(note), invoice_line_item }),
  operations: [],
})
