import { invalid } from '../engine/errors.ts'
import { list, resource, retrieve } from '../engine/resource.ts'
import { valuesAt } from '../engine/spec.ts'

/** The event types that a name means: itself, or those of its group, as in `invoice.*`. */
function named(type: string | undefined): string[] | undefined {
  if (type === undefined) return undefined
  if (!type.includes('*')) return [type]
  const pattern = new RegExp(`^${type.split('*').map(RegExp.escape).join('.*')}$`)
  return valuesAt('POST /v1/webhook_endpoints', 'enabled_events').filter((name) => pattern.test(name))
}

/** https://docs.stripe.com/api/events */
export const event = resource({
  object: 'event',
  prefix: 'evt_',
  index: ({ pending_webhooks: pending, type }) => ({ type, ...(pending > 0 && { undelivered: true }) }),
  operations: [
    retrieve('GET /v1/events/{id}', 'event'),
    list('GET /v1/events', 'event', ({ delivery_success: isDelivered, type, types }) => {
      if (type !== undefined && types !== undefined) {
        throw invalid('You may only specify one of these parameters: type, types.', {
          code: 'parameters_exclusive',
          param: 'type',
        })
      }
      const [single, ...others] = named(type) ?? []
      return {
        type: types ?? (others.length > 0 || single === undefined ? named(type) : single),
        undelivered: isDelivered === undefined ? undefined : isDelivered ? { not: true } : true,
      }
    }),
  ],
})
