import type { Issue, Issues } from './issues.ts'
import { didYouMean, shortened } from './names.ts'

interface Details {
  readonly type?: string | undefined
  readonly param?: string | undefined
  readonly issues?: readonly Issue[]
  readonly decline_code?: string | undefined
  readonly advice_code?: string | undefined
  /** The payment intent of a failed payment. */
  readonly payment_intent?: string | undefined
  /** The key to repeat a call with when its outcome is unknown. */
  readonly idempotency_key?: string
  readonly doc_url?: string | undefined
  /** Response headers, such as `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>
  /** The bug that caused the error, for the log. */
  readonly bug?: Error | undefined
}

const TYPES: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
}

/**
 * An error for the caller. It has no stack, since it is not a bug. `status` and `code` are part of the API; `message`
 * never contains a secret.
 */
export class ActionError extends Error {
  readonly status: number
  readonly code: string | undefined
  readonly type: string
  readonly details: Details

  constructor(status: number, code: string | undefined, message: string, details: Details = {}) {
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(message)
    Error.stackTraceLimit = stackTraceLimit
    this.name = 'ActionError'
    this.status = status
    this.code = code
    this.type = details.type ?? TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error')
    this.details = details
  }

  /** The response body. */
  body(ids: { request_id: string; stripe_request_id: string | undefined }) {
    const { headers: _, type: __, bug: ___, ...details } = this.details
    const { type, code, message } = this
    // JSON.stringify drops undefined fields.
    return { error: { type, code, message, ...details, ...ids } }
  }
}

/** 400 for a body that is not a JSON object. */
export function invalidJson(message = 'The body must be a JSON object, such as {"limit": 10}.'): ActionError {
  return new ActionError(400, 'invalid_json', message)
}

const SHOWN_ISSUES = 5

function errorOfIssues(status: number, code: string, issues: Issues): ActionError {
  const shown = issues.slice(0, SHOWN_ISSUES).map(({ param, message }) => `${param}: ${message}`)
  const more = issues.length - shown.length
  return new ActionError(status, code, shown.join('; ') + (more > 0 ? `; and ${more} more` : ''), {
    param: issues[0].param,
    issues,
  })
}

/** 400 `invalid_input` for one or more wrong inputs. */
export function invalidInput(issues: Issues): ActionError {
  return errorOfIssues(400, 'invalid_input', issues)
}

/** 403 `forbidden` for one or more inputs that the caller may not give. */
export function forbiddenInput(issues: Issues): ActionError {
  return errorOfIssues(403, 'forbidden', issues)
}

/** 404 `unknown_action`, with the name that was probably meant. */
export function unknownAction(name: string, known: readonly string[]): ActionError {
  return new ActionError(404, 'unknown_action', `Unknown action "${shortened(name)}"${didYouMean(name, known)}`)
}
