import type { Action } from '../action/define.ts'
import { positionOf } from '../action/entries.ts'
import { type Fields, fieldOf, type Reader } from '../action/fields.ts'
import { ActionError } from '../errors.ts'
import { paramOf } from '../issues.ts'
import { isObject } from '../json.ts'
import { isKind, type KindName, kindOf, type Retrieve, wordsOf } from '../stripe/kinds.ts'
import type { Path } from './paths.ts'

/** An object that an input names by its ID. */
interface Named {
  readonly kind: KindName
  readonly id: string
  readonly param: string
}

type Values = Readonly<Record<string, unknown>>

function objectsAt(value: unknown, { refersTo, entries, fields }: Reader<unknown>, at: Path): Named[] {
  if (refersTo !== undefined && typeof value === 'string') return [{ kind: refersTo, id: value, param: paramOf(at) }]
  if (entries && Array.isArray(value)) {
    return value.flatMap((entry, index) => objectsAt(entry, entries.reader, [...at, positionOf(value, index)]))
  }
  return fields && isObject(value) ? objectsIn(value, fields, at) : []
}

/** Every object that an input names by its ID. */
function objectsIn(input: Values, fields: Fields, at: Path = []): Named[] {
  return Object.entries(input).flatMap(([name, value]) => {
    const reader = fieldOf(fields, name)?.reader
    return reader ? objectsAt(value, reader, [...at, name]) : []
  })
}

/** Whether objects of a kind belong to a customer; a customer belongs to itself. */
export function belongsToCustomer(kind: string): boolean {
  return kindOf(kind)?.owner !== undefined
}

/** An input that names a customer's object, or the customer. */
export interface OwnedInput {
  /** Its path: `customer`, `from_quote.quote`. */
  readonly name: string
  /** Whether every call gives it. */
  readonly required: boolean
  readonly kind: KindName
}

/** Every declared input that names a customer's object, including nested ones. */
export function ownedInputs(fields: Fields, within = '', isGiven = true): OwnedInput[] {
  return Object.entries(fields).flatMap(([field, { reader, required, additional }]) =>
    additional ? [] : ownedBy(reader, `${within}${field}`, isGiven && required),
  )
}

function ownedBy({ refersTo, fields, entries }: Reader<unknown>, name: string, required: boolean): OwnedInput[] {
  if (refersTo !== undefined) return belongsToCustomer(refersTo) ? [{ name, required, kind: refersTo }] : []
  if (entries) return ownedBy(entries.reader, `${name}[]`, required)
  return fields ? ownedInputs(fields, `${name}.`, required) : []
}

/** Whether an action's results are about customers but cannot be limited to one. */
export function cannotBeScoped({ answer, isSearch }: Action): boolean {
  return isSearch ? belongsToCustomer(answer.kind) : kindOf(answer.kind)?.tellsOfCustomers === true
}

/** The kind of the object that an action's path names and that it answers, unchanged. */
function retrieved({ method, answer, path }: Action): string | undefined {
  const owner = kindOf(answer.kind)?.owner
  // The response itself must name the owner.
  return method === 'GET' && !answer.isList && path.endsWith('}') && owner?.includes('.') === false
    ? answer.kind
    : undefined
}

/** The error for an object that does not exist, or is another customer's: they look the same. */
function missing({ kind, id, param }: Named): ActionError {
  return new ActionError(404, 'resource_missing', `No such ${wordsOf(kind)}: '${id}'`, { param })
}

/** Replaces Stripe's own 404 with `missing`. */
function asMissing(named: Named): (error: unknown) => never {
  return (error) => {
    throw error instanceof ActionError && error.status === 404 ? missing(named) : error
  }
}

/** The ID of the object that another names, also where it is expanded. */
function idAt(object: unknown, field: string): unknown {
  const held = isObject(object) ? object[field] : undefined
  return isObject(held) ? held['id'] : held
}

/** The ID of the customer that a retrieved object belongs to. */
async function ownerOf(object: unknown, kind: KindName, retrieve: Retrieve): Promise<unknown> {
  const [field = '', ...further] = kindOf(kind).owner?.split('.') ?? []
  const id = idAt(object, field)
  if (further.length === 0) return id
  // Stripe does not expand all of these fields: the subscription of an item is its ID only.
  return isKind(field) && typeof id === 'string' ? ownerOf(await retrieve(field, id), field, retrieve) : undefined
}

/** Throws unless an object is the customer's. */
async function checkOwner(named: Named, owner: string, retrieve: Retrieve): Promise<void> {
  const { kind, id } = named
  if (kind === 'customer' ? id === owner : !belongsToCustomer(kind)) return
  if (kind === 'customer') throw missing(named)
  const found = retrieve(kind, id).then((object) => ownerOf(object, kind, retrieve))
  if ((await found.catch(asMissing(named))) !== owner) throw missing(named)
}

/**
 * Runs an action for a customer who may reach only their own objects. Checks the owner of every object that the input
 * names before anything is changed, and the owner of Stripe's response before it is returned.
 *
 * @param run Runs it and returns Stripe's response, read whole.
 * @throws {ActionError} 404 `resource_missing` for another's object, as for one that does not exist.
 */
export async function runForOwner<R extends { readonly json: unknown }>(
  action: Action,
  input: Values,
  owner: string,
  retrieve: Retrieve,
  run: () => Promise<R>,
): Promise<R> {
  const named = objectsIn(input, action.input)
  // Checks that need no request come first.
  const others = named.find(({ kind, id }) => kind === 'customer' && id !== owner)
  if (others) throw missing(others)
  const kind = retrieved(action)
  const itself = named.find((one) => one.kind === kind && action.pathInputs.includes(one.param))
  for (const one of named) if (one !== itself) await checkOwner(one, owner, retrieve)
  const response = await (itself ? run().catch(asMissing(itself)) : run())
  if (action.effect !== 'read') return response
  const { json } = response
  if (itself) {
    // A customer is found theirs by the ID in the path.
    if (itself.kind !== 'customer' && (await ownerOf(json, itself.kind, retrieve)) !== owner) throw missing(itself)
    return response
  }
  const listed = isObject(json) && Array.isArray(json['data']) ? json['data'] : [json]
  if (listed.some((one) => isObject(one) && 'customer' in one && idAt(one, 'customer') !== owner)) {
    throw new ActionError(502, 'stripe_bad_response', "Stripe listed another customer's objects.")
  }
  return response
}
