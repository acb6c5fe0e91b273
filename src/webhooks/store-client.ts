import { type Bindings, misconfigured } from '../config/bindings.ts'

/**
 * The store of an environment.
 *
 * @throws {ActionError} 500 `configuration` when wrangler.toml binds none.
 */
export function storeOf({ WEBHOOKS }: Bindings) {
  if (!WEBHOOKS) throw misconfigured([{ param: 'WEBHOOKS', message: 'is not bound in wrangler.toml' }])
  return WEBHOOKS.get(WEBHOOKS.idFromName('events'))
}
