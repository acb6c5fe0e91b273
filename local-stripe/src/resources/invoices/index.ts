import { invalid } from '../../engine/errors.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import { numeric, search, token } from '../../engine/search.ts'
import type { EventType } from '../../engine/types.ts'
import { customerDeleted, elapsed } from './auto-advance.ts'
import { markUncollectible, voidInvoice } from './close.ts'
import { create } from './create.ts'
import { finalize } from './finalize.ts'
import { pay } from './pay.ts'
import { intentOf } from './payment-intent.ts'
import { update } from './update.ts'

/** A payment of nothing, or one that was made elsewhere, is a payment as well. */
const BECAME: Record<string, EventType[]> = {
  open: ['invoice.finalized'],
  paid: ['invoice.paid', 'invoice.payment_succeeded'],
  uncollectible: ['invoice.marked_uncollectible'],
  void: ['invoice.voided'],
}

/** https://docs.stripe.com/api/invoices */
export const invoice = resource({
  object: 'invoice',
  prefix: 'in_',
  events: {
    created: 'invoice.created',
    updated: 'invoice.updated',
    deleted: 'invoice.deleted',
    changes: (before, after) => (after.status !== before?.status ? (BECAME[after.status ?? ''] ?? []) : []),
  },
  elapsed,
  reactions: { 'customer.deleted': customerDeleted },
  index: ({ collection_method, customer, parent, status }) => ({
    customer,
    status,
    subscription: parent?.subscription_details?.subscription,
    collection_method,
  }),
  includes: {
    confirmation_secret: (context, of) => {
      const secret = intentOf(context, of)?.client_secret
      return secret ? { client_secret: secret, type: 'payment_intent' } : null
    },
  },
  sublists: {
    lines: {
      of: 'line_item',
      by: 'invoice',
      url: (id) => `/v1/invoices/${id}/lines`,
      oldestFirst: true,
      shown: 'always',
      isCounted: true,
    },
    payments: {
      of: 'invoice_payment',
      by: 'invoice',
      url: (id) => `/v1/invoice_payments?invoice=${id}`,
      shown: 'expanded',
    },
  },
  operations: [
    operation('POST /v1/invoices', create),
    operation('POST /v1/invoices/{id}', (context, params, id = '') => update(context, id, params)),
    operation('DELETE /v1/invoices/{id}', (context, _params, id = '') => {
      const { parent, status } = context.get('invoice', id)
      if (status !== 'draft') throw invalid('You can only delete draft invoices.')
      if (parent?.subscription_details) {
        throw invalid('You can only delete draft invoices that are not for a subscription.')
      }
      for (const line of context.all('line_item', { invoice: id })) context.deleted('line_item', line.id)
      for (const item of context.all('invoiceitem', { invoice: id })) context.deleted('invoiceitem', item.id)
      return context.deleted('invoice', id)
    }),
    operation('POST /v1/invoices/{id}/finalize', (context, params, id = '') => {
      const draft = context.get('invoice', id)
      return finalize(context, { ...draft, auto_advance: params.auto_advance ?? draft.auto_advance ?? false })
    }),
    operation('POST /v1/invoices/{id}/pay', (context, params, id = '') => pay(context, id, params)),
    operation('POST /v1/invoices/{id}/send', (context, _params, id = '') => {
      const found = context.get('invoice', id)
      if (found.collection_method !== 'send_invoice') {
        throw invalid("You can only manually send an invoice if its collection method is 'send_invoice'.")
      }
      if (found.status !== 'draft' && found.status !== 'open') {
        throw invalid(
          'This invoice cannot be sent right now. Please contact us via https://support.stripe.com/contact with ' +
            'details, so we can help.',
        )
      }
      const sent = found.status === 'draft' ? finalize(context, found) : found
      context.emit('invoice.sent', sent)
      return sent
    }),
    operation('POST /v1/invoices/{id}/void', (context, _params, id = '') =>
      voidInvoice(context, context.get('invoice', id)),
    ),
    operation('POST /v1/invoices/{id}/mark_uncollectible', (context, _params, id = '') => {
      const found = context.get('invoice', id)
      if (found.status === 'uncollectible') throw invalid('This invoice has already been marked uncollectible.')
      if (found.status !== 'open') throw invalid("You can only pass in open invoices. This invoice isn't open.")
      return markUncollectible(context, found)
    }),
    search('GET /v1/invoices/search', 'invoice', {
      created: numeric(({ created }) => created),
      currency: token(({ currency }) => currency),
      customer: token(({ customer }) => customer),
      last_finalization_error_code: token(({ last_finalization_error: error }) => error?.code),
      last_finalization_error_type: token(({ last_finalization_error: error }) => error?.type),
      number: token(({ number }) => number),
      receipt_number: token(({ receipt_number: number }) => number),
      status: token(({ status }) => status),
      subscription: token(({ parent }) => parent?.subscription_details?.subscription),
      total: numeric(({ total }) => total),
    }),
    retrieve('GET /v1/invoices/{id}', 'invoice'),
    list('GET /v1/invoices', 'invoice', ({ collection_method, customer, status, subscription }) => ({
      customer,
      subscription,
      status,
      collection_method,
    })),
  ],
})
