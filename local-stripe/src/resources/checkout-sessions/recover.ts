import type { Context } from '../../engine/context.ts'
import { DAY } from '../../time.ts'
import { termsOfDiscount } from '../discounts.ts'
import { createSessionItem, sessionItems, taxRatesOf } from './lines.ts'
import { type Session, type SessionPlan, setupFor } from './session.ts'

/**
 * A new session like one that has expired, for the customer who opens its recovery URL: the id of the one that has
 * expired is its `recovered_from`. https://docs.stripe.com/payments/checkout/abandoned-carts
 *
 * @returns nothing where there is nothing to recover, or no longer
 */
export function recover(context: Context, expired: Session): Session | undefined {
  const recovery = expired.after_expiration?.recovery
  if (!recovery?.url || (recovery.expires_at ?? 0) <= context.now) return undefined
  const id = context.newId('checkout.session')
  for (const item of sessionItems(context, expired.id)) {
    createSessionItem(context, id, { ...item, id: context.newId('item') }, taxRatesOf(context, item.id))
  }
  const { discount, ...plan } = context.store.private<SessionPlan>('checkout.session', expired.id) ?? {}
  const { client_secret: _secret, redirect_on_completion: _redirects, return_url: returnUrl, ...kept } = expired
  const session = context.create<'checkout.session'>(
    {
      ...kept,
      id,
      after_expiration: { recovery: { ...recovery, expires_at: null, url: null } },
      allow_promotion_codes: recovery.allow_promotion_codes,
      client_secret: null,
      collected_information: null,
      consent: null,
      created: context.now,
      expires_at: context.now + DAY,
      payment_intent: null,
      recovered_from: expired.id,
      setup_intent:
        expired.setup_intent === null
          ? null
          : setupFor(context, expired.customer, plan, expired.allowed_payment_method_types),
      status: 'open',
      success_url: expired.success_url ?? returnUrl ?? null,
      ui_mode: 'hosted_page',
      url: context.pageUrl(`/checkout/${id}`),
    },
    { ...plan, discount: copiedDiscount(context, discount, id) } satisfies SessionPlan,
  )
  context.schedule(session, session.expires_at)
  return session
}

/** A copy of another session's discount. */
function copiedDiscount(context: Context, of: string | undefined, session: string): string | undefined {
  const discount = context.store.find('discount', of ?? '')
  if (!discount) return undefined
  const checkout_session = discount.checkout_session === null ? null : session
  const copy = { ...discount, id: context.newId('discount'), checkout_session, start: context.now }
  return context.create<'discount'>(copy, termsOfDiscount(context, discount.id)).id
}
