import { isObject } from '../json.ts'
import { kindOf, type Retrieve } from './kinds.ts'
import type { StripeSession } from './session.ts'

/** Retrieves objects within a call: for an action that needs to know one first, and to find whom one belongs to. */
export function retriever(session: StripeSession): Retrieve {
  return async (kind, id) => {
    const collection = kindOf(kind).path
    if (collection === undefined) throw new Error(`Stripe has no endpoint that retrieves a ${kind}`)
    const path = `/v1/${collection}/${encodeURIComponent(id)}`
    const { json } = await session.request({ method: 'GET', path, reading: 'text' })
    if (!isObject(json)) throw new Error('what Stripe returned was found to be an object')
    return json
  }
}
