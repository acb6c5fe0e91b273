import type { Caller } from '../access/caller.ts'
import { checkExpansions } from '../access/expansions.ts'
import { runForOwner } from '../access/ownership.ts'
import type { Grant } from '../access/policy.ts'
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

/** A caller that may run an action, and how. */
export interface Admitted {
  readonly caller: Caller
  readonly action: Action
  /** What the access policy holds the caller to, if it is for them. */
  readonly grant: Grant | undefined
  /** The actions that retrieve one object, by the kind of it. */
  readonly retrievers: () => ReadonlyMap<string, string>
}

type Values = Readonly<Record<string, unknown>>

/** Characters that the query string of a request to Stripe may have; longer URLs are refused on the way. */
const QUERY_LIMIT = 8_192

/**
 * A GET and a DELETE send Stripe all of their parameters in the URL.
 *
 * @param within The input that holds all of them, if one does.
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

/** The first part of a parameter's name as Stripe's curl examples write it: `shipping` of `shipping[name]`. */
const rootOf = (name: string) => /^\[?([^[\]]+)/.exec(name)?.[1] ?? name

/** The parameters that a call adds for itself: those that its version of the Stripe API does not know. */
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

/** The request to Stripe that an action's input makes. */
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
 * Holds validated input to what the caller may send.
 *
 * @returns The parameters that the call makes.
 * @throws {ActionError}
 */
export function checkInput({ caller, action, grant, retrievers }: Admitted, input: Values): Values {
  const { extra_params, all: _, ...declared } = input
  const params = { ...declared, ...extraParams(extra_params, action, caller) }
  // A policy names the expansions that it opens; who may call any endpoint may expand all that it answers.
  if (grant) grant.limit(input)
  else if (!action.request) checkExpansions(action, input, caller.allows, retrievers)
  if (action.method !== 'POST') checkLength(input)
  return params
}

/**
 * Runs an action on validated input and returns Stripe's response as it came (a list of `all: true`: value for value).
 *
 * @param session Sends the requests and keeps what is known of them, also when they fail.
 * @param whole Reads the response whole, however long it is.
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
    const request = requestOf(action, params)
    if (action.params) request.params = { ...(await action.params(request.params, retrieverFor(params, session))) }
    // What an action makes of its input may be longer than that.
    if (request.method !== 'POST') checkLength(request.params, action.request && 'params')
    if (input['all'] === true) return readAllPages(request, session, isWhole)
    return session.request({ ...request, reading: isWhole ? 'text' : 'short' })
  }
  const owner = grant?.owner
  return owner === undefined ? run(whole) : runForOwner(action, params, owner, retriever(session), () => run(true))
}
