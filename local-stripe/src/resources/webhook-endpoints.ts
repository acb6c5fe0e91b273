import { changed } from '../engine/change.ts'
import { isDeliverable } from '../engine/deliveries.ts'
import { invalid } from '../engine/errors.ts'
import { randomText } from '../engine/ids.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'

function checkUrl(url: string | undefined) {
  if (url === undefined || isDeliverable(url)) return
  throw invalid('Invalid URL: it must begin with https://, or be one of this machine.', {
    code: 'url_invalid',
    param: 'url',
  })
}

function checkEvents(events: readonly string[] | undefined) {
  if (!events || events.length > 0) return
  throw invalid('You must provide at least one event.', { code: 'parameter_missing', param: 'enabled_events' })
}

/** https://docs.stripe.com/api/webhook_endpoints */
export const webhookEndpoint = resource({
  object: 'webhook_endpoint',
  title: 'webhook endpoint',
  prefix: 'we_',
  pathParam: 'webhook_endpoint',
  operations: [
    operation('POST /v1/webhook_endpoints', (context, params) => {
      checkUrl(params.url)
      checkEvents(params.enabled_events)
      const secret = `whsec_${randomText(32)}`
      const endpoint = context.create<'webhook_endpoint'>(
        {
          id: context.newId('webhook_endpoint'),
          object: 'webhook_endpoint',
          api_version: params.api_version ?? null,
          application: null,
          created: context.now,
          description: params.description ?? null,
          enabled_events: params.enabled_events,
          livemode: false,
          metadata: mergeMetadata({}, params.metadata),
          status: 'enabled',
          url: params.url,
        },
        secret,
      )
      return { ...endpoint, secret }
    }),
    operation('POST /v1/webhook_endpoints/{id}', (context, params, id = '') => {
      checkUrl(params.url)
      checkEvents(params.enabled_events)
      const before = context.get('webhook_endpoint', id)
      return context.update<'webhook_endpoint'>({
        ...changed(before, params, ['description', 'enabled_events', 'url']),
        metadata: mergeMetadata(before.metadata, params.metadata),
        status: params.disabled === undefined ? before.status : params.disabled ? 'disabled' : 'enabled',
      })
    }),
    operation('DELETE /v1/webhook_endpoints/{id}', (context, _params, id = '') => {
      context.get('webhook_endpoint', id)
      return context.deleted('webhook_endpoint', id)
    }),
    retrieve('GET /v1/webhook_endpoints/{id}', 'webhook_endpoint'),
    list('GET /v1/webhook_endpoints', 'webhook_endpoint'),
  ],
})
