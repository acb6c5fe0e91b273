import { ActionError, invalidInput } from '../errors.ts'
import { isObject } from '../json.ts'
import type { Admitted } from '../run/run-action.ts'
import type { StripeOptions } from '../stripe/request.ts'
import { RpcError } from './messages.ts'
import type { Client } from './versions.ts'

/** Milliseconds that a user has to answer. */
const PATIENCE_MS = 10 * 60_000

/** What a client is asked for, by the name under which its answer comes. */
const QUESTION = 'confirm'

/** A call that must not run before its user has agreed. */
export interface Unconfirmed {
  readonly admitted: Admitted
  /** As it will run. */
  readonly input: Readonly<Record<string, unknown>>
  readonly options: StripeOptions
  /** Whether the agent says that its user has agreed. */
  readonly isSaidConfirmed: boolean
  /** The parameters of the request: a repeated one holds the user's answer, and what was sent along with the question. */
  readonly params: Readonly<Record<string, unknown>>
  readonly client: Client
  /** What signatures are made with. */
  readonly secret: string
  readonly isLive: boolean
}

/** The call may run, with this idempotency key; or the client is to ask its user, with this result. */
export type Outcome = { readonly key: string; readonly question?: undefined } | { readonly question: object }

/** The JSON text of a value, the same for objects with the same fields in whatever order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    isObject(held) ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1))) : held,
  )
}

const encoder = new TextEncoder()

/** What a signature stands for: this caller, this call, until then, once. */
function statement({ admitted: { caller, action }, input, options }: Unconfirmed, expires: string, key: string) {
  const { limiter, counted } = caller
  return encoder.encode(
    canonical([
      'confirmation of an MCP call',
      limiter,
      counted,
      options.stripeAccount,
      action.name,
      input,
      expires,
      key,
    ]),
  )
}

function signingKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
}

/** What goes to the client and back: the idempotency key keeps a state that is sent twice from running the call twice. */
async function sign(call: Unconfirmed): Promise<string> {
  const expires = String(Date.now() + PATIENCE_MS)
  const key = call.options.callersKey
  const signature = await crypto.subtle.sign('HMAC', await signingKey(call.secret), statement(call, expires, key))
  return `${expires}.${new Uint8Array(signature).toHex()}.${key}`
}

/** The idempotency key of a state that was made for this very call. */
async function verify(call: Unconfirmed, state: string): Promise<string> {
  const {
    expires = '',
    signature = '',
    key = '',
  } = /^(?<expires>\d{1,15})\.(?<signature>[\da-f]{64})\.(?<key>.*)$/.exec(state)?.groups ?? {}
  const isSigned = await crypto.subtle.verify(
    'HMAC',
    await signingKey(call.secret),
    Uint8Array.fromHex(signature),
    statement(call, expires, key),
  )
  if (isSigned && Number(expires) > Date.now()) return key
  const why = 'was made for another call, or longer ago than 10 minutes. Repeat the call without it.'
  throw new RpcError('invalid_params', `requestState: ${why}`, { status: 200 })
}

/** The JSON text of a value for people to read: characters that they would not see, or that reorder others, as escapes. */
function shown(value: unknown): string {
  const escapeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (hidden) => hidden.replace(/[\s\S]/g, escapeOf))
}

/** Asks for a form with one box to tick. */
async function ask(call: Unconfirmed): Promise<Outcome> {
  const { admitted, input, options, isLive } = call
  const { name, docs } = admitted.action
  const account = options.stripeAccount === undefined ? '' : ` for the account ${options.stripeAccount}`
  const question = {
    method: 'elicitation/create',
    params: {
      mode: 'form',
      message: `${docs.summary}${isLive ? '' : ' (test mode)'}: run ${name}${account} with ${shown(input)}?`,
      requestedSchema: {
        type: 'object',
        properties: {
          confirmed: { type: 'boolean', title: `Run ${name}`, description: docs.description },
        },
        required: ['confirmed'],
      },
    },
  }
  return {
    question: {
      resultType: 'input_required',
      inputRequests: { [QUESTION]: question },
      requestState: await sign(call),
    },
  }
}

/**
 * Makes sure that a user has agreed to a call that cannot be undone: asks them, where the client can; else the agent must
 * have, and say so.
 *
 * @throws {ActionError} For a user who does not agree, and for an agent that has not asked.
 * @throws {RpcError} For an answer to another question.
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr}
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation}
 */
export async function confirm(call: Unconfirmed): Promise<Outcome> {
  const { name } = call.admitted.action
  if (!call.client.asksUser) {
    if (call.isSaidConfirmed) return { key: call.options.callersKey }
    const message = `must be true: ask your user whether to run ${name} with these inputs, and call again once they agree`
    const { details } = invalidInput([{ param: 'user_confirmed', message }])
    throw new ActionError(400, 'confirmation_required', `user_confirmed: ${message}`, details)
  }
  const { requestState: state, inputResponses: responses } = call.params
  if (typeof state !== 'string') return ask(call)
  const key = await verify(call, state)
  const answer = isObject(responses) ? responses[QUESTION] : undefined
  if (!isObject(answer)) return ask(call)
  const content = isObject(answer['content']) ? answer['content'] : {}
  if (answer['action'] === 'accept' && content['confirmed'] === true) return { key }
  throw new ActionError(
    403,
    'declined',
    `The user did not agree to run ${name}. Do not try again unless they ask for it.`,
  )
}
