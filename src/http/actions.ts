import type { Context } from 'hono'
import type { Catalogue } from '../action/catalogue.ts'
import type { Action } from '../action/define.ts'
import { runAction } from '../run/run-action.ts'
import { callerOf } from './admit.ts'
import { asset } from './assets.ts'
import type { AppEnv } from './env.ts'
import { validated } from './validate.ts'

/** Runs the admitted action and passes on Stripe's response. */
export async function runAdmitted(c: Context<AppEnv>): Promise<Response> {
  const session = c.get('session')
  if (!session) throw new Error('admit makes a session')
  const { body, headers } = await runAction(c.get('admitted'), validated(c), session)
  // The runtime copies the stream by itself; without this the call would end, and its time limit with it.
  if (body instanceof ReadableStream) c.executionCtx.waitUntil(session.attemptEnds())
  const replayed = headers.get('idempotent-replayed')
  return new Response(body, {
    headers: { 'content-type': 'application/json', ...(replayed !== null && { 'idempotent-replayed': replayed }) },
  })
}

/** Returns the catalogue; with a credential, it marks the actions that the credential may run. */
export function answerCatalogue(actions: readonly Action[]) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    if (!c.req.header('Authorization')) return asset(c, '/actions.json', c.req.raw)
    const caller = await callerOf(c, actions)
    const response = await asset(c, '/actions.json')
    if (!response.ok) return response
    const catalogue: Catalogue = await response.json()
    const marked = catalogue.actions.map((action) => ({ ...action, runnable: caller.allows(action.name) }))
    return c.json({ ...catalogue, actions: marked })
  }
}
