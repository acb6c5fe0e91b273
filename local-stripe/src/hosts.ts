import { StripeError } from './engine/errors.ts'

/** The setting that says which hosts are served. */
export interface HostBindings {
  /** Host names that are served beside loopback names, separated by commas. */
  readonly LOCAL_HOSTS?: string | null
}

/** Names that lead to this machine whatever a DNS server says, and Stripe's own, by which a Worker that binds this one asks. */
const SERVED = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost|.+\.stripe\.com)$/

/**
 * Refuses a request for another host: a page whose name an attacker's DNS server moved to this machine (DNS rebinding) could
 * otherwise use it.
 *
 * @throws {StripeError} 421
 */
export function checkHost({ url }: Request, { LOCAL_HOSTS }: HostBindings): void {
  const { hostname } = new URL(url)
  // workerd sets a binding to null whose environment variable is missing.
  const allowed = (LOCAL_HOSTS ?? '').split(',').map((name) => name.trim())
  if (SERVED.test(hostname) || allowed.includes(hostname)) return
  throw new StripeError(
    421,
    'invalid_request_error',
    'Only loopback names such as 127.0.0.1 are served here. Name other hosts in LOCAL_HOSTS.',
    { code: 'misdirected_request' },
  )
}
