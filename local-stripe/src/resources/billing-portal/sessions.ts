import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import { operation, resource } from '../../engine/resource.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { HOUR, MINUTE } from '../../time.ts'
import { defaultConfiguration } from './configurations.ts'
import { flowOf } from './flows.ts'

export type PortalSession = Objects['billing_portal.session']
type NewSession = Omit<Params<'POST /v1/billing_portal/sessions'>, 'expand'>

/** What is kept with a session: when its page was looked at last. */
interface Visits {
  last?: number
}

/** https://docs.stripe.com/api/customer_portal/sessions/create */
export function createPortalSession(context: Context, params: NewSession): PortalSession {
  if (params.customer === undefined) throw missing('customer')
  const customer = context.get('customer', params.customer, 'customer')
  if (params.on_behalf_of !== undefined) {
    throw invalid(`No such account: '${params.on_behalf_of}'`, { code: 'resource_missing', param: 'on_behalf_of' })
  }
  const configuration =
    params.configuration === undefined
      ? defaultConfiguration(context)
      : context.get('billing_portal.configuration', params.configuration, 'configuration')
  if (!configuration.active) {
    throw invalid(`The portal configuration \`${configuration.id}\` is inactive.`, { param: 'configuration' })
  }
  const { after_expiration: expiration, flow_data: flow } = params
  const id = context.newId('billing_portal.session')
  return context.create<'billing_portal.session'>({
    id,
    object: 'billing_portal.session',
    ...(expiration && {
      after_expiration: {
        customer_login: { expires_at: expiration.customer_login?.expires_at ?? null },
        type: expiration.type,
      },
    }),
    configuration: configuration.id,
    created: context.now,
    customer: customer.id,
    customer_account: null,
    flow: flow ? flowOf(context, customer.id, configuration, flow) : null,
    livemode: false,
    locale: params.locale ?? null,
    on_behalf_of: null,
    return_url: params.return_url ?? configuration.default_return_url,
    url: context.pageUrl(`/portal/${id}`),
  })
}

/** A session lasts five minutes, and once its page is opened an hour from each look at it. */
export function isOver(context: Context, { created, id }: PortalSession): boolean {
  const { last } = context.store.private<Visits>('billing_portal.session', id) ?? {}
  return context.now >= (last === undefined ? created + 5 * MINUTE : last + HOUR)
}

export const visit = (context: Context, { id }: PortalSession) =>
  context.store.setPrivate('billing_portal.session', id, { last: context.now } satisfies Visits)

/** https://docs.stripe.com/api/customer_portal/sessions */
export const portalSession = resource({
  object: 'billing_portal.session',
  title: 'portal session',
  prefix: 'bps_',
  events: { created: 'billing_portal.session.created' },
  operations: [
    operation('POST /v1/billing_portal/sessions', (context, params) => createPortalSession(context, params)),
  ],
})
