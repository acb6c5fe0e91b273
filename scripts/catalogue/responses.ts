import type { Schema } from '../../src/action/catalogue.ts'

/** The error answers of a call, by status: what they mean and their codes. See `src/errors.ts` for their form. */
const ERRORS = {
  400: {
    name: 'InvalidRequest',
    description: 'The body is no JSON object, an input is wrong, missing or unknown, or Stripe refused the request.',
    example: {
      type: 'invalid_request_error',
      code: 'invalid_input',
      message: 'limit: must be at most 100',
      param: 'limit',
      issues: [{ param: 'limit', message: 'must be at most 100' }],
    },
  },
  401: {
    name: 'Unauthenticated',
    description: 'There is no key, or a wrong one.',
    example: {
      type: 'authentication_error',
      code: 'unauthenticated',
      message: 'Missing API key. Send it as "Authorization: Bearer <key>".',
    },
    headers: ['WWW-Authenticate'],
  },
  402: {
    name: 'PaymentFailed',
    description: 'Stripe declined the payment.',
    example: {
      type: 'card_error',
      code: 'card_declined',
      message: 'Your card was declined.',
      decline_code: 'generic_decline',
      doc_url: 'https://stripe.com/docs/error-codes/card-declined',
    },
  },
  403: {
    name: 'Forbidden',
    description:
      'The caller may not run this action, act for connected accounts, use extra_params, or give such a value.',
    example: {
      type: 'permission_error',
      code: 'forbidden',
      message: 'The key "backend" may not run create-product.',
    },
  },
  404: {
    name: 'NotFound',
    description: 'Stripe knows no such object, or there is no such action.',
    example: {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: "No such product: 'prod_123'",
      param: 'id',
    },
  },
  405: {
    name: 'MethodNotAllowed',
    description: 'The path takes other methods.',
    example: {
      type: 'invalid_request_error',
      code: 'method_not_allowed',
      message: 'create-product takes POST, not GET.',
    },
    headers: ['Allow'],
  },
  409: {
    name: 'Conflict',
    description: 'The request conflicts with another one, such as one with the same idempotency key.',
    example: {
      type: 'idempotency_error',
      message: 'There is currently another in-progress request using this idempotency key.',
    },
  },
  413: {
    name: 'BodyTooLarge',
    description: 'The body is over 1 MiB.',
    example: {
      type: 'invalid_request_error',
      code: 'body_too_large',
      message: 'The body must be at most 1048576 bytes.',
    },
  },
  415: {
    name: 'UnsupportedMediaType',
    description: 'The body is not application/json.',
    example: {
      type: 'invalid_request_error',
      code: 'unsupported_media_type',
      message: 'The body must be JSON, with "Content-Type: application/json".',
    },
  },
  429: {
    name: 'RateLimited',
    description: 'Too many requests; try again later.',
    example: { type: 'rate_limit_error', code: 'rate_limit', message: 'Too many requests.' },
    headers: ['Retry-After'],
  },
  500: {
    name: 'WorkerFailed',
    description: "The Worker's configuration is incomplete, or the Worker has a bug.",
    example: {
      type: 'api_error',
      code: 'configuration',
      message: 'Configuration error: STRIPE_SECRET_KEY is missing.',
      issues: [{ param: 'STRIPE_SECRET_KEY', message: 'is missing' }],
    },
  },
  502: {
    name: 'StripeFailed',
    description: "Stripe refused the Worker's own key, failed, or answered something else than its API does.",
    example: { type: 'api_error', code: 'stripe_unavailable', message: 'Stripe failed (HTTP 500).' },
  },
  503: {
    name: 'Incomplete',
    description: "The Worker's configuration is incomplete; or an event could not be queued, and is to be sent again.",
    example: {
      type: 'api_error',
      code: 'configuration',
      message: 'Configuration error: API_KEYS is missing.',
      issues: [{ param: 'API_KEYS', message: 'is missing' }],
    },
  },
  504: {
    name: 'StripeTimeout',
    description: 'Stripe did not answer in time.',
    example: { type: 'api_error', code: 'stripe_timeout', message: 'Stripe did not answer in time.' },
  },
} as const

/** Statuses of errors that a call of an action may end with. */
export const ERRORS_OF_CALLS = [400, 401, 402, 403, 404, 405, 409, 413, 415, 429, 500, 502, 504] as const

/** Response headers, by name. */
export const HEADERS = {
  'X-Request-Id': 'The ID of this request, as the log of the Worker has it.',
  'Stripe-Request-Id': "The ID of the request at Stripe, as Stripe's dashboard has it.",
  'Idempotent-Replayed': 'Is true where Stripe answered again what it had answered to this idempotency key.',
  'Server-Timing': 'Milliseconds spent in all, and of these waiting for Stripe.',
  'Retry-After': 'Seconds to wait before trying again.',
  Allow: 'The methods that the path takes.',
  'WWW-Authenticate': 'The scheme of the key: Bearer.',
} as const

type HeaderName = keyof typeof HEADERS

/** References to response headers. */
export function headersOf(...names: HeaderName[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

/** Request headers that count. */
export const PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Repeating a call with the same key does nothing twice: Stripe answers as it did the first time.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: 'order-6735',
  },
  StripeAccount: {
    name: 'Stripe-Account',
    in: 'header',
    description: 'The connected account to act for; needs a key that may do so.',
    schema: { type: 'string', pattern: '^[\\w-]{1,255}$' },
    example: 'acct_123',
  },
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    description: 'An ID of your own for this request, answered in the header of the same name.',
    schema: { type: 'string', pattern: '^[\\w.-]{1,128}$' },
    example: 'checkout-42',
  },
} as const

/** References to request headers. */
export function parameters(...names: (keyof typeof PARAMETERS)[]) {
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }))
}

/** The body of every error. */
export const ERROR_SCHEMA: Schema = {
  type: 'object',
  description: 'What went wrong. Fields that do not apply are left out.',
  properties: {
    error: {
      type: 'object',
      properties: {
        type: { type: 'string', description: "The kind of error, in Stripe's words." },
        code: { type: 'string', description: 'What exactly went wrong, for a program to act on.' },
        message: { type: 'string', description: 'The same for people.' },
        param: { type: 'string', description: 'The input that is wrong, the first one of several.' },
        issues: {
          type: 'array',
          description: 'Every input that is wrong.',
          items: {
            type: 'object',
            properties: { param: { type: 'string' }, message: { type: 'string' } },
            required: ['param', 'message'],
          },
        },
        request_id: { type: 'string', description: 'The ID of this request.' },
        stripe_request_id: { type: 'string', description: 'The ID of the request at Stripe.' },
        decline_code: { type: 'string', description: 'Why a card was declined.' },
        doc_url: { type: 'string', description: "Stripe's page about this error." },
      },
      required: ['type', 'message', 'request_id'],
    },
  },
  required: ['error'],
}

/** References to error responses. */
export function errorResponses(statuses: readonly (keyof typeof ERRORS)[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${ERRORS[status].name}` }]),
  )
}

/** The error responses that operations refer to. */
export function errorComponents() {
  return Object.fromEntries(
    Object.values(ERRORS).map(({ name, description, example, ...more }) => [
      name,
      {
        description,
        headers: headersOf('X-Request-Id', ...('headers' in more ? more.headers : [])),
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
            example: { error: { ...example, request_id: '0f8fad5b-d9cb-469f-a165-70867728950e' } },
          },
        },
      },
    ]),
  )
}
