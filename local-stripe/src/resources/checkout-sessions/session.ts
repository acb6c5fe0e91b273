import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { DAY } from '../../time.ts'
import { createSetupIntent } from '../setup-intents.ts'

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

/** The setup intent of a session that keeps a payment method for later, which its customer completes on its page. */
export function setupFor(
  context: Context,
  customer: string | null,
  { setup }: SessionPlan,
  types: Objects['setup_intent']['allowed_payment_method_types'],
): string {
  const { description = null, metadata } = setup ?? {}
  return createSetupIntent(context, { customer, description, metadata: mergeMetadata({}, metadata), types }).id
}

const RECOVERY_DAYS = 30

/** Ends a session that nobody has completed; its setup intent ends with it. */
export function expire(context: Context, session: Session): Session {
  const setup = context.store.find('setup_intent', session.setup_intent ?? '')
  if (setup) context.update<'setup_intent'>({ ...setup, next_action: null, status: 'canceled' })
  const recovery = session.after_expiration?.recovery
  return context.update<'checkout.session'>({
    ...session,
    ...(recovery?.enabled && {
      after_expiration: {
        recovery: {
          ...recovery,
          expires_at: context.now + RECOVERY_DAYS * DAY,
          url: context.pageUrl(`/recover/${session.id}`),
        },
      },
    }),
    status: 'expired',
    url: null,
  })
}

/** @throws StripeError unless the session is open */
export function openSession(context: Context, id: string, verb: string): Session {
  const session = currentSession(context, id)
  if (session.status === 'open') return session
  throw invalid(
    `Only Checkout Sessions with a status in ["open"] can be ${verb}. This Checkout Session has a status of ` +
      `${String(session.status)}.`,
  )
}
