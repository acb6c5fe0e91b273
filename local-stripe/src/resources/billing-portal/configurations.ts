import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { DEFAULT_FEATURES, featuresOf, NO_FEATURES } from './features.ts'

export type Configuration = Objects['billing_portal.configuration']
type NewConfiguration = Params<'POST /v1/billing_portal/configurations'>

function create(
  context: Context,
  params: Omit<NewConfiguration, 'features'> & { features: Configuration['features'] },
  isDefault = false,
): Configuration {
  const id = context.newId('billing_portal.configuration')
  const { business_profile: profile } = params
  return context.create<'billing_portal.configuration'>({
    id,
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: {
      headline: profile?.headline ?? null,
      privacy_policy_url: profile?.privacy_policy_url ?? null,
      terms_of_service_url: profile?.terms_of_service_url ?? null,
    },
    created: context.now,
    default_return_url: params.default_return_url ?? null,
    features: params.features,
    is_default: isDefault,
    livemode: false,
    login_page: loginPage(context, id, params.login_page?.enabled ?? false),
    metadata: mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    updated: context.now,
  })
}

const loginPage = (context: Context, id: string, enabled: boolean) => ({
  enabled,
  url: enabled ? context.pageUrl(`/portal/login/${id}`) : null,
})

/** The configuration of sessions that name none. It is there from the first of them on, as no Dashboard saves one here. */
export function defaultConfiguration(context: Context): Configuration {
  const [found] = context.all('billing_portal.configuration', { is_default: true })
  return found ?? create(context, { features: DEFAULT_FEATURES }, true)
}

function update(
  context: Context,
  params: Params<'POST /v1/billing_portal/configurations/{id}'>,
  id: string,
): Configuration {
  const before = context.get('billing_portal.configuration', id)
  if (before.is_default && params.active === false) {
    throw invalid('You cannot deactivate the default portal configuration.', { param: 'active' })
  }
  const isActive = params.active ?? before.active
  const isLogin = params.login_page?.enabled ?? before.login_page.enabled
  if (!isActive && isLogin) {
    throw invalid('You cannot deactivate a portal configuration while its login page is enabled.', { param: 'active' })
  }
  return context.update<'billing_portal.configuration'>({
    ...changed(before, params, ['active', 'default_return_url', 'name']),
    business_profile: changed(before.business_profile, params.business_profile ?? {}, [
      'headline',
      'privacy_policy_url',
      'terms_of_service_url',
    ]),
    features: featuresOf(context, before.features, params.features),
    login_page: isLogin === before.login_page.enabled ? before.login_page : loginPage(context, id, isLogin),
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    updated: context.now,
  })
}

/** https://docs.stripe.com/api/customer_portal/configurations */
export const portalConfiguration = resource({
  object: 'billing_portal.configuration',
  title: 'configuration',
  prefix: 'bpc_',
  pathParam: 'configuration',
  events: { created: 'billing_portal.configuration.created', updated: 'billing_portal.configuration.updated' },
  index: ({ active, is_default }) => ({ active, is_default }),
  operations: [
    operation('POST /v1/billing_portal/configurations', (context, params) =>
      create(context, { ...params, features: featuresOf(context, NO_FEATURES, params.features) }),
    ),
    operation('POST /v1/billing_portal/configurations/{id}', (context, params, id = '') => update(context, params, id)),
    retrieve('GET /v1/billing_portal/configurations/{id}', 'billing_portal.configuration'),
    list('GET /v1/billing_portal/configurations', 'billing_portal.configuration', ({ active, is_default }) => ({
      active,
      is_default,
    })),
  ],
})
