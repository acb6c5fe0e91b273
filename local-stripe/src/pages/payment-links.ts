import type { Hono } from 'hono'
import { html } from 'hono/html'
import { attempt, type Runtime } from '../engine/api.ts'
import { StripeError } from '../engine/errors.ts'
import { openLink, type Visit } from '../resources/payment-links/index.ts'
import { contextsOf, notFound } from './forms.ts'
import { page } from './layout.ts'

/** The pages of payment links: each visit opens a session. https://docs.stripe.com/payment-links */
export function addPaymentLinks(app: Hono, runtime: Runtime) {
  const contextFor = contextsOf(runtime)

  app.get('/payment_links/:id', async (c) => {
    const context = contextFor(c, 'payment_link')
    const link = context.store.find('payment_link', c.req.param('id'))
    if (!link) return notFound()
    if (!link.active) {
      return page({
        title: 'Payment link',
        body: html`<p>${link.inactive_message ?? 'This link is no longer active.'}</p>`,
      })
    }
    const { locked_prefilled_email: lockedEmail, prefilled_email: email, prefilled_promo_code: code } = c.req.query()
    const open = (visit: Visit) => attempt(runtime, context, () => openLink(context, link, visit))
    const visit = { reference: c.req.query('client_reference_id'), lockedEmail, code }
    // A code that does not count is left out.
    const opened = open(visit)
    const session = opened instanceof StripeError ? open({ ...visit, code: undefined }) : opened
    if (session instanceof StripeError) {
      return page({ title: 'Payment link', status: 400, body: html`<p>${session.message}</p>` })
    }
    const { search } = new URL(session.url ?? '')
    const target = new URLSearchParams(search)
    if (email) target.set('prefilled_email', email)
    return c.redirect(`../checkout/${session.id}${target.size > 0 ? `?${target}` : ''}`, 303)
  })

  app.get('/payment_links/:id/thanks', (c) => {
    const context = contextFor(c, 'payment_link')
    const link = context.store.find('payment_link', c.req.param('id'))
    if (!link) return notFound()
    const message = link.after_completion.hosted_confirmation?.custom_message
    return page({ title: 'Thank you', body: html`<p>${message ?? 'Your payment has been received.'}</p>` })
  })
}
