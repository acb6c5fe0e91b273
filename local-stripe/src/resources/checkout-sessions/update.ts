import { fullAddress } from '../../address.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, noSuch } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { createSessionItem, type HiddenFields, itemFields, type LineParam, pricedLines, sessionItems } from './lines.ts'
import { openSession, type Session, type SessionPlan } from './session.ts'
import { shippingOptions } from './shipping.ts'
import { updateSessionTotals } from './totals.ts'

type SessionChange = Params<'POST /v1/checkout/sessions/{id}'>
type Item = Objects['item']

/** Replaces a session's lines: one that is given with its id is changed, one that is not given is removed. */
function replaceLineItems(context: Context, session: Session, lines: LineParam[]): Item[] {
  if (session.mode === 'setup') {
    throw invalid('You can not pass `line_items` in `setup` mode.', { param: 'line_items' })
  }
  const present = new Map(sessionItems(context, session.id).map((item) => [item.id, item]))
  const completed = lines.map((line, index): LineParam => {
    if (line.id === undefined) return line
    const before = present.get(line.id)
    if (!before) throw noSuch('line item', line.id, `line_items[${index}][id]`, false)
    const isRepriced = line.price !== undefined || line.price_data !== undefined
    return {
      ...(!isRepriced && before.price !== null && { price: before.price }),
      quantity: before.quantity ?? 1,
      ...line,
    }
  })
  const wanted = pricedLines(context, completed, session.mode, session.currency ?? undefined)
  const plan = context.store.private<SessionPlan>('checkout.session', session.id) ?? {}
  const kept = new Set(completed.map(({ id }) => id))
  for (const id of present.keys()) if (!kept.has(id)) context.deleted('item', id)
  return wanted.map((line) => {
    const { id } = line.param
    if (id === undefined) {
      return createSessionItem(
        context,
        session.id,
        itemFields(context, line, context.newId('item'), plan),
        line.taxRates,
      )
    }
    if (line.param.tax_rates !== undefined) {
      context.store.setPrivate('item', id, { session: session.id, taxRates: line.taxRates } satisfies HiddenFields)
    }
    return context.update<'item'>({ ...itemFields(context, line, id, plan) })
  })
}

/** What is said of the payment later counts when it is made. */
function updatePaymentData(
  context: Context,
  session: Session,
  change: NonNullable<SessionChange['payment_intent_data']>,
) {
  if (session.mode !== 'payment') {
    throw invalid(`You can not pass \`payment_intent_data\` in \`${String(session.mode)}\` mode.`, {
      param: 'payment_intent_data',
    })
  }
  const plan = context.store.private<SessionPlan>('checkout.session', session.id) ?? {}
  const given = Object.entries({ ...plan.payment, ...change }).filter(([, value]) => value !== null)
  context.store.setPrivate('checkout.session', session.id, { ...plan, payment: Object.fromEntries(given) })
}

export function update(context: Context, id: string, params: SessionChange): Session {
  const session = openSession(context, id, 'updated')
  if (params.line_items) replaceLineItems(context, session, params.line_items)
  const options =
    params.shipping_options === undefined
      ? session.shipping_options
      : shippingOptions(context, params.shipping_options, session.currency)
  if (params.payment_intent_data) updatePaymentData(context, session, params.payment_intent_data)
  const shipped = params.collected_information?.shipping_details
  const changed = {
    ...session,
    ...(shipped && {
      collected_information: {
        business_name: null,
        individual_name: null,
        shipping_details: { name: shipped.name, address: fullAddress(shipped.address) },
      },
    }),
    metadata: mergeMetadata(session.metadata ?? {}, params.metadata),
    shipping_options: options,
  }
  return session.mode === 'setup' ? context.update<'checkout.session'>(changed) : updateSessionTotals(context, changed)
}
