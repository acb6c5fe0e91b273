import { defineAction, pathId } from '../../src/action/define.ts'
import { required } from '../../src/action/fields.ts'
import { choice, idOf, list, object } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const removeInvoiceLineItems = defineAction(
  'remove-invoice-line-items',
  'POST /v1/invoices/{invoice_id}/remove_lines',
  () => ({
    docs: {
      summary: 'Remove line items from a draft invoice',
      description:
        'Removes several lines from a draft invoice in one call. A deleted line is lost; an unassigned one stays as a pending invoice item.',
      resource: 'Invoice Line Item',
      url: 'https://docs.stripe.com/api/invoice-line-item/invoices/remove-lines/bulk',
      answer: { id: 'in_123', object: 'invoice', status: 'draft', total: 0 },
    },
    effect: 'destructive',
    input: {
      invoice_id: pathId('invoice', { status: ['draft'] }),
      lines: required(
        list(object({ id: required(idOf('line_item')), behavior: required(choice('delete', 'unassign')) }), { min: 1 }),
        {
          about: 'Lines to remove, and whether to delete each or to keep it for another invoice',
          example: [{ id: 'il_123', behavior: 'delete' }],
          restriction: 'Required; ID and Behavior (delete or unassign) required in each line',
        },
      ),
      invoice_metadata: metadata({ internal_id: '123' }),
    },
  }),
)
