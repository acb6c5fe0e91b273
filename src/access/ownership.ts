import type Stripe from 'stripe'
import type { Action, Context } from '../action/action.ts'
import { type Fields, isObject, type Reader } from '../action/inputs.ts'
import { ActionError, paramOf } from '../errors.ts'
import type { StripeAnswer } from '../stripe/stripe.ts'
import type { Path } from './paths.ts'

interface Named {
  /** Kind of the object, by Stripe's name. */
  readonly kind: string
  readonly id: string
  readonly param: string
}

function objectsAt(value: unknown, { names, entries, fields }: Reader<unknown>, at: Path): Named[] {
  if (names !== undefined && typeof value === 'string') return [{ kind: names, id: value, param: paramOf(at) }]
  if (entries && Array.isArray(value)) {
    return value.flatMap((entry, index) => objectsAt(entry, entries.reader, [...at, index]))
  }
  return fields && isObject(value) ? objectsIn(value, fields, at) : []
}

/** Every object that an input names by its ID. */
function objectsIn(input: Readonly<Record<string, unknown>>, fields: Fields, at: Path = []): Named[] {
  return Object.entries(input).flatMap(([name, value]) => {
    const reader = Object.hasOwn(fields, name) ? fields[name]?.reader : undefined
    return reader ? objectsAt(value, reader, [...at, name]) : []
  })
}

type Retrieve = (
  stripe: Stripe,
  id: string,
  options: Stripe.RequestOptions,
) => Promise<{ readonly customer?: string | { readonly id: string } | null }>

/** How the objects that belong to a customer are retrieved, by their kind. */
const RETRIEVE = new Map<string, Retrieve>([
  ['charge', (stripe, id, options) => stripe.charges.retrieve(id, {}, options)],
  ['checkout.session', (stripe, id, options) => stripe.checkout.sessions.retrieve(id, {}, options)],
  ['invoice', (stripe, id, options) => stripe.invoices.retrieve(id, {}, options)],
  ['payment_intent', (stripe, id, options) => stripe.paymentIntents.retrieve(id, {}, options)],
  ['payment_method', (stripe, id, options) => stripe.paymentMethods.retrieve(id, {}, options)],
  ['subscription', (stripe, id, options) => stripe.subscriptions.retrieve(id, {}, options)],
])

/** Whether objects of a kind belong to a customer; a customer belongs to itself. */
export function belongsToCustomer(kind: string): boolean {
  return kind === 'customer' || RETRIEVE.has(kind)
}

/** Whether an action answers with the very object that its path names, and changes nothing. */
function retrieves({ effect, endpoint }: Action): boolean {
  return effect === 'read' && endpoint.endsWith('{id}')
}

/** The answer for an object that does not exist, and for another customer's: nothing tells them apart. */
export function missing({ kind, id, param }: Named): ActionError {
  return new ActionError(404, 'resource_missing', `No such ${kind.replace(/[._]/, ' ')}: '${id}'`, { param })
}

/** `missing` in place of Stripe's own 404. */
function asMissing(named: Named): (error: unknown) => never {
  return (error) => {
    const isMissing = error instanceof Error && 'statusCode' in error && error.statusCode === 404
    throw isMissing ? missing(named) : error
  }
}

function idOfCustomer(object: unknown): unknown {
  const customer = isObject(object) ? object['customer'] : undefined
  return isObject(customer) ? customer['id'] : customer
}

/**
 * Runs an action for a customer who may reach their own objects alone. Every object that the input names is retrieved
 * and found theirs before anything is changed; what Stripe answers is found theirs before it is shown.
 *
 * @param run Runs it and gives Stripe's answer.
 * @throws {ActionError} 404 `resource_missing` for another's object, as for one that does not exist.
 */
export async function runForOwner(
  action: Action,
  { lookUp, options }: Pick<Context, 'lookUp' | 'options'>,
  input: Readonly<Record<string, unknown>>,
  owner: string,
  run: () => Promise<StripeAnswer>,
): Promise<StripeAnswer> {
  const named = objectsIn(input, action.input)
  const others = named.find(({ kind, id }) => kind === 'customer' && id !== owner)
  if (others) throw missing(others)
  const itself = retrieves(action) ? named[0] : undefined
  for (const one of named) {
    const retrieve = one === itself ? undefined : RETRIEVE.get(one.kind)
    if (!retrieve) continue
    if (idOfCustomer(await retrieve(lookUp(), one.id, options).catch(asMissing(one))) !== owner) throw missing(one)
  }
  const answer = await (itself ? run().catch(asMissing(itself)) : run())
  if (action.effect !== 'read') return answer
  const object: unknown = JSON.parse(answer.text)
  if (itself) {
    if (itself.kind !== 'customer' && idOfCustomer(object) !== owner) throw missing(itself)
    return answer
  }
  const listed = isObject(object) && Array.isArray(object['data']) ? object['data'] : [object]
  if (listed.some((one) => isObject(one) && 'customer' in one && idOfCustomer(one) !== owner)) {
    throw new ActionError(502, 'stripe_bad_response', "Stripe listed another customer's objects.")
  }
  return answer
}
