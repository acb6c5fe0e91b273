import type { Caller } from '../access/caller.ts'
import { checkExpansions } from '../access/expansions.ts'
import { runForOwner } from '../access/ownership.ts'
import type { Grant } from '../access/policy/grant.ts'
import type { Action, Retrieve } from '../action/define.ts'
import { fieldOf } from '../action/fields.ts'
import { ActionError, invalidInput } from '../errors.ts'
import { isObject } from '../json.ts'
import { shortened } from '../names.ts'
import { queryOf } from '../stripe/query.ts'
import type { StripeRequest } from '../stripe/request.ts'
import type { StripeResponse } from '../stripe/response.ts'
import { retriever } from '../stripe/retrieve.ts'
import type { StripeSession } from '../stripe/session.ts'
import { readAllPages } from './all-pages.ts'

/** A caller that may run an action, and with what limits. */
export interface Admitted {
  readonly caller: Caller
  readonly action: Action
  /** What the access policy holds the caller to, if it is for them. */
  readonly grant: Grant | undefined
  /** The actions that retrieve one object, by its kind. */
  readonly retrievers: () => ReadonlyMap<string, string>
}

type Values = Readonly<Record<string, unknown>>

/** Maximum characters of the query string of a request to Stripe; longer URLs are rejected on the way. */
const QUERY_LIMIT = 8_192

/**
 * Checks the length of a query string: GET and DELETE send all parameters in the URL.
 *
 * @param within The input that contains all parameters, if there is one.
 */
function checkLength(params: Values, within?: string): void {
  let length = 0
  for (const [param, value] of Object.entries(params)) {
    length += queryOf({ [param]: value }).length + 1
    if (length > QUERY_LIMIT) {
      const message = `is too long: the inputs must fit a URL of ${QUERY_LIMIT} characters`
      throw invalidInput([{ param: within ?? param, message }])
    }
  }
}

/** The first part of a parameter's name in bracket notation: `shipping` of `shipping[name]`. */
const rootOf = (name: string) => /^\[?([^[\]]+)/.exec(name)?.[1] ?? name

/** The parameters in `extra_params`, which the pinned version of the Stripe API does not know. */
function extraParams(given: unknown, { inputs, sends }: Action, caller: Caller): Values {
  if (given === undefined) return {}
  if (!caller.extraParams) {
    throw new ActionError(403, 'forbidden', `${caller.who} may not use extra_params.`, { param: 'extra_params' })
  }
  const params = isObject(given) ? given : {}
  const known = Object.keys(params).find((name) => fieldOf(inputs, rootOf(name)) || sends.includes(rootOf(name)))
  if (known === undefined) return params
  const message = `must not contain "${shortened(known)}", which is an input or set by the action`
  throw invalidInput([{ param: 'extra_params', message }])
}

/** The request to Stripe for an action's input. */
function requestOf(action: Action, input: Values): Required<Omit<StripeRequest, 'reading'>> {
  if (action.request) return { params: {}, ...action.request(input) }
  const { method, path, pathInputs } = action
  const params: Record<string, unknown> = {}
  for (const name of Object.keys(input)) if (!pathInputs.includes(name)) params[name] = input[name]
  const filled = (unfilled: string, name: string) =>
    unfilled.replace(`{${name}}`, () => encodeURIComponent(String(input[name])))
  return { method, path: pathInputs.reduce(filled, path), params }
}

/** Retrieves objects by IDs that inputs hold. Stripe's 404 names the ID in the path, which is no input of the action. */
function retrieverFor(input: Values, session: StripeSession): Retrieve {
  const retrieve = retriever(session)
  return async (kind, id) => {
    try {
      return await retrieve(kind, id)
    } catch (error) {
      const param = Object.keys(input).find((name) => input[name] === id)
      if (!(error instanceof ActionError) || error.status !== 404 || param === undefined) throw error
      throw new ActionError(error.status, error.code, error.message, { ...error.details, param })
    }
  }
}

/**
 * Checks that the caller may send the validated input.
 *
 * @returns The parameters in `extra_params`.
 * @throws {ActionError}
 */
export function checkInput({ caller, action, grant, retrievers }: Admitted, input: Values): Values {
  const { extra_params, all: _, ...declared } = input
  const params = { ...declared, ...extraParams(extra_params, action, caller) }
  // A policy lists the expansions that it allows; a key that may call any endpoint may expand anything in its response.
  if (grant) grant.limit(input)
  else if (!action.request) checkExpansions(action, input, caller.allows, retrievers)
  if (action.method !== 'POST') checkLength(input)
  return params
}

/**
 * Runs an action on validated input and returns Stripe's response unchanged (for `all: true`, the objects unchanged).
 *
 * @param session Sends the requests and records their outcome, even when they fail.
 * @param whole Reads the whole response into memory, whatever its length.
 * @throws {ActionError}
 */
export async function runAction(
  admitted: Admitted,
  input: Values,
  session: StripeSession,
  whole = false,
): Promise<StripeResponse> {
  const { action, grant } = admitted
  const params = checkInput(admitted, input)
  const run = async (isWhole: boolean) => {
    const made = requestOf(action, params)
    const changed = await action.params?.(made.params, retrieverFor(params, session))
    const request = changed ? { ...made, params: { ...changed } } : made
    // The parameters that an action derives from its input may be longer than the input.
    if (request.method !== 'POST') checkLength(request.params, action.request && 'params')
    if (input['all'] === true) return readAllPages(request, session, isWhole)
    return session.request({ ...request, reading: isWhole ? 'text' : 'short' })
  }
  const owner = grant?.owner
  return owner === undefined ? run(whole) : runForOwner(action, params, owner, retriever(session), () => run(true))
}
