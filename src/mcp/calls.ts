import type { Context } from 'hono'
import type { Caller } from '../access/caller.ts'
import { type Action, effectOf } from '../action/define.ts'
import { ActionError, invalidInput, unknownAction } from '../errors.ts'
import { callOptions, IDEMPOTENCY_KEY } from '../http/admit.ts'
import type { AppEnv } from '../http/env.ts'
import { stripeRequestIdOf } from '../http/errors.ts'
import { paramOf } from '../issues.ts'
import { isBlank, isObject, readJson } from '../json.ts'
import { didYouMean } from '../names.ts'
import { readConfig } from '../read-config.ts'
import { readInputs } from '../run/inputs.ts'
import { checkInput, runAction } from '../run/run-action.ts'
import { StripeSession } from '../stripe/session.ts'
import { confirm } from './confirmation.ts'
import { type Answer, RpcError } from './messages.ts'
import { findTools, RUN, SEARCH, toolsOf } from './tools.ts'
import type { Client } from './versions.ts'

/** The context of a call. */
export interface CallContext {
  readonly c: Context<AppEnv>
  /** The caller, with the permissions of their agent. */
  readonly caller: Caller
  readonly actions: readonly Action[]
  /** The actions that retrieve one object, by the kind of it. */
  readonly retrievers: () => ReadonlyMap<string, string>
  readonly client: Client
  /** Whether the tools are those of `/mcp?tools=search`. */
  readonly isSearch: boolean
}

type Values = Readonly<Record<string, unknown>>

/** A tool's result: clients that know no `structuredContent` read the same text. */
function resultOf(structured: string): Answer {
  return { result: { content: [{ type: 'text', text: structured }], isError: false }, structured }
}

/** What an agent says of a call beside the action's own inputs. */
function readControls({ user_confirmed, idempotency_key, ...input }: Values) {
  if (isBlank(idempotency_key)) return { input, isSaidConfirmed: isTrue(user_confirmed), key: undefined }
  if (typeof idempotency_key !== 'string' || !IDEMPOTENCY_KEY.pattern.test(idempotency_key)) {
    throw invalidInput([{ param: 'idempotency_key', message: IDEMPOTENCY_KEY.message }])
  }
  return { input, isSaidConfirmed: isTrue(user_confirmed), key: idempotency_key }
}

const isTrue = (value: unknown) => value === true || value === 'true'

/** Runs an action as `POST /actions/{action}` does, but for what cannot be undone: a user must have agreed to that. */
async function run(context: CallContext, action: Action, given: Values, params: Values): Promise<Answer> {
  const { c, caller, actions, retrievers, client } = context
  c.set('action', action)
  const config = readConfig(c.env, actions)
  const { input: own, isSaidConfirmed, key } = action.effect === 'read' ? readingControls(given) : readControls(given)
  let options = await callOptions(c, caller, action, key)
  const grant = caller.grant?.(action.name)
  const admitted = { caller, action, grant, retrievers }
  const input = readInputs(own, action, { grant, isLive: config.mode === 'live' })
  checkInput(admitted, input)
  if (effectOf(action, input) === 'destructive') {
    const { secretKey: secret, mode } = config
    const call = { admitted, input, options, isSaidConfirmed, params, client, secret, isLive: mode === 'live' }
    const outcome = await confirm(call)
    if (outcome.question) return { result: outcome.question }
    options = await callOptions(c, caller, action, outcome.key)
  }
  const session = new StripeSession(config, options)
  c.set('session', session)
  const { text } = await runAction(admitted, input, session, true)
  return resultOf(text)
}

/** A reading action has neither: each of its names is an input's. */
const readingControls = (input: Values) => ({ input, isSaidConfirmed: false, key: undefined })

async function search({ c, caller, actions }: CallContext, { query: given, ...others }: Values): Promise<Answer> {
  const query = given ?? ''
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) {
    throw invalidInput([{ param: paramOf([unknown]), message: `unknown input${didYouMean(unknown, ['query'])}` }])
  }
  if (typeof query !== 'string') throw invalidInput([{ param: 'query', message: 'must be a string' }])
  const allowed = actions.filter(({ name }) => caller.allows(name))
  const found =
    query.trim() === ''
      ? (await toolsOf(c, allowed)).map(({ name, title }) => ({ name, title }))
      : await findTools(c, allowed, query)
  return resultOf(JSON.stringify({ actions: found }))
}

/** The action of a name, if the caller's agents may run it. */
function find({ caller, actions }: CallContext, name: string): Action {
  const action = actions.find((one) => one.name === name)
  if (action && caller.allows(name)) return action
  if (action) throw new ActionError(403, 'forbidden', `${caller.who} may not run ${name} through an agent.`)
  const names = actions.map((one) => one.name).filter(caller.allows)
  throw unknownAction(name, names)
}

/** What a tool fails with, for an agent to correct itself: the same as `POST /actions/{action}` answers. */
function failed(c: Context<AppEnv>, error: ActionError): Answer {
  c.set('failure', { error, bug: error.details.bug })
  const body = error.body({ request_id: c.get('requestId'), stripe_request_id: stripeRequestIdOf(c) })
  return { result: { content: [{ type: 'text', text: JSON.stringify(body) }], isError: true } }
}

async function runAny(context: CallContext, { action: name, input: text, ...controls }: Values, params: Values) {
  const input = isBlank(text) ? {} : readJson(text)
  if (typeof name !== 'string') throw invalidInput([{ param: 'action', message: 'must be the name of an action' }])
  if (!isObject(input)) throw invalidInput([{ param: 'input', message: 'must be an object' }])
  const twice = Object.keys(controls).find((one) => Object.hasOwn(input, one))
  if (twice !== undefined) throw invalidInput([{ param: paramOf([twice]), message: 'must be given once' }])
  return run(context, find(context, name), { ...input, ...controls }, params)
}

/** The action that a tool of a name stands for, or nothing for a tool that stands for several. */
function actionOf(context: CallContext, name: string): Action | undefined {
  if (!context.isSearch) return find(context, name)
  if (name === SEARCH || name === RUN) return undefined
  throw new ActionError(404, 'unknown_action', `Unknown tool. Use ${SEARCH} or ${RUN}.`)
}

/**
 * Calls a tool: `tools/call`.
 *
 * @throws {RpcError} For parameters that are none of `tools/call`, and for a tool that the caller does not have.
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/server/tools#error-handling}
 */
export async function callTool(params: Values, context: CallContext): Promise<Answer> {
  const { name } = params
  const given = params['arguments'] ?? {}
  if (typeof name !== 'string') {
    throw new RpcError('invalid_params', 'name: must be the name of a tool', { status: 200 })
  }
  if (!isObject(given)) throw new RpcError('invalid_params', 'arguments: must be an object', { status: 200 })
  let action: Action | undefined
  try {
    action = actionOf(context, name)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    throw new RpcError('invalid_params', error.message, { status: 200, logged: error.code })
  }
  try {
    if (action) return await run(context, action, given, params)
    return await (name === SEARCH ? search(context, given) : runAny(context, given, params))
  } catch (error) {
    if (error instanceof ActionError && !(error instanceof RpcError)) return failed(context.c, error)
    throw error
  }
}
