/** A wrong input: its name (nested: `line_items[0].price`) and what would be right. */
export interface Issue {
  readonly param: string
  readonly message: string
}

/** Name of a value inside a structure: `['line_items', 0, 'price']` as `line_items[0].price`. */
export function paramOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

interface Details {
  readonly type?: string
  readonly param?: string
  readonly issues?: readonly Issue[]
  readonly decline_code?: string
  readonly doc_url?: string
  /** Response headers, such as `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>
}

const TYPES: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
}

/** Runs code whose errors nobody reads the stack of: taking one costs as much as a request's whole validation. */
export function withoutStack<T>(run: () => T): T {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return run()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** An error that a caller is told of; it has no stack, since it is no fault of the code's. `code` and `status` are those of the interface; `message` holds no secret. */
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

  /** The answer's body. */
  body(ids: { request_id: string; stripe_request_id: string | undefined }) {
    const { param, issues, decline_code, doc_url } = this.details
    const { type, code, message } = this
    // Undefined fields do not survive the JSON text.
    return { error: { type, code, message, param, issues, ...ids, decline_code, doc_url } }
  }
}

const SHOWN_ISSUES = 5

/** 400 `invalid_input` for one or more wrong inputs. */
export function invalidInput(issues: readonly [Issue, ...Issue[]]): ActionError {
  const shown = issues.slice(0, SHOWN_ISSUES).map(({ param, message }) => `${param}: ${message}`)
  const more = issues.length - shown.length
  return new ActionError(400, 'invalid_input', shown.join('; ') + (more > 0 ? `; and ${more} more` : ''), {
    param: issues[0].param,
    issues,
  })
}
