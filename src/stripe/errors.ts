import Stripe from 'stripe'
import { ActionError } from '../errors.ts'
import { isObject } from '../json.ts'
import type { StripeRequest } from './request.ts'
import type { StripeResponse } from './response.ts'

type Method = StripeRequest['method']

/** The advice for a call whose outcome is unknown. */
function adviceFor(method: Method, key: string): { advice: string; details: { idempotency_key?: string } } {
  switch (method) {
    case 'POST':
      return {
        advice: `The change may have been made. Repeat the call with the Idempotency-Key "${key}" to make it once.`,
        details: { idempotency_key: key },
      }
    case 'DELETE':
      return { advice: 'The object may have been deleted: check whether it still exists.', details: {} }
    case 'GET':
      return { advice: 'Nothing was changed. Try again.', details: {} }
  }
}

function unknownOutcome(
  status: 502 | 504,
  code: string,
  what: string,
  method: Method,
  key: string,
  bug?: Error,
): ActionError {
  const { advice, details } = adviceFor(method, key)
  return new ActionError(status, code, `${what} ${advice}`, { ...details, bug })
}

/** Thrown when a call's time budget is spent. */
export function timeout(method: Method, key: string): ActionError {
  return unknownOutcome(504, 'stripe_timeout', 'Stripe did not answer in time.', method, key)
}

/** The error for a request that got no response; any other error is a bug and is returned unchanged. */
export function errorOfFailure(error: unknown, method: Method, key: string): unknown {
  const cause: unknown = error instanceof Stripe.errors.StripeConnectionError ? error.detail : error
  const isTimeout = isObject(cause) && cause['code'] === Stripe.HttpClient.TIMEOUT_ERROR_CODE
  if (isTimeout) return timeout(method, key)
  if (cause === error) return error
  return unknownOutcome(502, 'stripe_unavailable', 'The connection to Stripe failed.', method, key, bugIn(cause))
}

/** The bug that the SDK took for a failed connection, if it is one. */
function bugIn(cause: unknown): Error | undefined {
  const isBug = cause instanceof TypeError || cause instanceof RangeError || cause instanceof ReferenceError
  return isBug ? cause : undefined
}

/** Stripe's statuses that are passed on; any other 4xx becomes 400. */
const PASSED_ON = new Set([400, 402, 404, 409, 429])

const MAY_BE_DELETED = 'An earlier attempt may have deleted it.'

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Stripe rejected the Worker's key. Stripe's own message would show part of the key. */
function refusedKey(status: number): ActionError {
  const why = status === 401 ? 'it is invalid or was revoked' : 'it lacks permission for this call'
  return new ActionError(502, 'stripe_credentials', `Stripe rejected STRIPE_SECRET_KEY (HTTP ${status}): ${why}.`)
}

/** The error for an unsuccessful response. */
export function errorOfResponse(response: StripeResponse, method: Method, key: string, secretKey: string): ActionError {
  const { status, headers } = response
  if (status >= 500)
    return unknownOutcome(502, 'stripe_unavailable', `Stripe returned an error (HTTP ${status}).`, method, key)
  const body = response.json
  const error = isObject(body) ? body['error'] : undefined
  if (status < 400 || !isObject(error)) {
    const what = `Stripe returned an unexpected response (HTTP ${status}).`
    return unknownOutcome(502, 'stripe_bad_response', what, method, key)
  }
  if (status === 401 || status === 403) return refusedKey(status)
  // Stripe shows a key only in part, and that in responses that are not passed on; nothing else may show it either.
  const said = (field: string) => string(error[field])?.replaceAll(secretKey, '(the secret key)')
  const message = said('message') ?? `Stripe rejected the call (HTTP ${status}).`
  const intent = error['payment_intent']
  return new ActionError(
    PASSED_ON.has(status) ? status : 400,
    said('code'),
    // The runtime retries a DELETE itself when a reused connection breaks.
    status === 404 && method === 'DELETE' ? `${message.replace(/\.?$/, '.')} ${MAY_BE_DELETED}` : message,
    {
      type: said('type'),
      param: said('param'),
      decline_code: said('decline_code'),
      advice_code: said('advice_code'),
      doc_url: said('doc_url'),
      payment_intent: isObject(intent) ? string(intent['id']) : undefined,
      ...(status === 429 && { headers: { 'retry-after': headers.get('retry-after') ?? '1' } }),
    },
  )
}
