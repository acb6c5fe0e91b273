import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'

export type Session = Objects['checkout.session']
type NewSession = Params<'POST /v1/checkout/sessions'>

/** What a session keeps for the moment when it is paid. */
export interface SessionPlan {
  payment?: NewSession['payment_intent_data'] | undefined
  setup?: NewSession['setup_intent_data'] | undefined
  subscription?: NewSession['subscription_data'] | undefined
  /** What of the customer is to be what they write on the page. */
  update?: NewSession['customer_update'] | undefined
  /** The id of what is taken off. */
  discount?: string | undefined
}

/** Whether a session's subscription begins with a trial. */
export const hasTrial = ({ subscription: data }: SessionPlan) =>
  (data?.trial_period_days ?? data?.trial_end) !== undefined

/** The session with an id, expired if its time has come. */
export function currentSession(context: Context, id: string): Session {
  const session = context.get('checkout.session', id)
  return session.status === 'open' && session.expires_at <= context.now ? expire(context, session) : session
}

export const expire = (context: Context, session: Session) =>
  context.update<'checkout.session'>({ ...session, status: 'expired', url: null })

/** @throws StripeError unless the session is open */
export function openSession(context: Context, id: string, verb: string): Session {
  const session = currentSession(context, id)
  if (session.status === 'open') return session
  throw invalid(
    `Only Checkout Sessions with a status in ["open"] can be ${verb}. This Checkout Session has a status of ` +
      `${String(session.status)}.`,
  )
}
