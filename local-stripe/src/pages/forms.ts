import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { html } from 'hono/html'
import { cardFromNumber, checkCvc, checkExpiry, fullYear } from '../cards/checks.ts'
import { contextOf, newRequestId, type Runtime } from '../engine/api.ts'
import type { Context } from '../engine/context.ts'
import type { ObjectName } from '../engine/types.ts'
import { page } from './layout.ts'

export const notFound = () =>
  page({ title: 'Not found', status: 404, body: html`<p>There is nothing at this address, or no longer.</p>` })

/** Contexts in the time of the object that a page is about. */
export const contextsOf = (runtime: Runtime) => (c: HonoContext, about: ObjectName) => {
  const account = c.req.query('account') ?? null
  const context = contextOf(runtime, c.req.path, { id: newRequestId(), idempotencyKey: null, account })
  return context.inTimeOf(context.store.find(about, c.req.param('id') ?? ''))
}

/** A form counts only when the page itself sent it. */
export const fromPageOf =
  (runtime: Runtime): MiddlewareHandler =>
  async (c, next) => {
    const origin = c.req.header('origin')
    if (origin === new URL(runtime.publicUrl).origin || origin === new URL(c.req.url).origin) return next()
    return page({ title: 'Refused', status: 403, body: html`<p>This form was not sent by this page.</p>` })
  }

export type Form = Awaited<ReturnType<typeof readForm>>

export async function readForm(c: HonoContext) {
  const form = await c.req.parseBody()
  const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '')
  return {
    number: text('card'),
    expires: text('expiry'),
    cvc: text('cvc'),
    email: text('email'),
    authenticated: text('authenticated') === 'true',
    answers: Object.fromEntries(Object.keys(form).map((name) => [name, text(name)])),
  }
}

/** @throws StripeError 402 for a card that cannot be */
export function entered(context: Context, { cvc, expires, number }: Form) {
  const [month, year] = expires.split('/').map(Number)
  const expiry = expires === '' ? undefined : { month: month || 0, year: fullYear(year || 0) }
  const card = cardFromNumber(number)
  if (expiry) checkExpiry(context, expiry)
  checkCvc(cvc === '' ? undefined : cvc)
  return { card, expiry }
}
