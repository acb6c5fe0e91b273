import { StripeError } from './engine/errors.ts'

const unauthorized = (message: string, code?: string) =>
  new StripeError(401, 'invalid_request_error', message, code === undefined ? {} : { code })

/**
 * Refuses what carries no key of test mode, as a Bearer token or as the user of Basic authentication:
 * https://docs.stripe.com/api/authentication
 *
 * @throws StripeError with status 401
 */
export function authenticate(authorization: string | undefined) {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ')
  const key = scheme.toLowerCase() === 'basic' ? userOf(credentials) : credentials
  if (key === '') {
    throw unauthorized(
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, " +
        'or we can help at https://support.stripe.com/.',
    )
  }
  if (key.startsWith('pk_')) {
    throw unauthorized(
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your ' +
        'API keys at https://dashboard.stripe.com/account/apikeys.',
      'secret_key_required',
    )
  }
  if (!/^(sk|rk)_test_\w+$/.test(key)) {
    const hidden = `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.length > 12 ? key.slice(-4) : ''}`
    throw unauthorized(`Invalid API Key provided: ${hidden}`)
  }
}

function userOf(credentials: string): string {
  try {
    return atob(credentials).split(':')[0] ?? ''
  } catch {
    return ''
  }
}
