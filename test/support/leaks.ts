import { createHash } from 'node:crypto'

/** Shorter ones are found in any text. */
const SHORTEST = 8

/** Forms in which a secret could leak. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const digest = createHash('sha256').update(secret)
  const hash = digest.digest()
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    hash.toString('hex'),
    hash.toString('base64').replace(/=+$/, ''),
    hash.toString('base64url'),
  ]
}

/** What a line of the log never holds, whatever a test has sent: addresses, cards, tokens, Stripe's keys, query strings. */
const NEVER_LOGGED = [/[^\s/]@\w/, /\b\d{13,19}\b/, /\beyJ[\w-]{8,}/, /\b[sr]k_(test|live)_/, /\bwhsec_/, /\?\w+=/]

/** Secrets that a Worker and its callers hold, and a search for them. */
export class Leaks {
  readonly #forms = new Map<string, string>()

  /** Marks a secret. */
  mark(secret: string) {
    if (secret.length < SHORTEST || this.#forms.has(secret)) return
    for (const form of formsOf(secret)) this.#forms.set(form, secret)
  }

  /** Marks the key or token of a header `Authorization`. */
  markCredential(authorization: string) {
    for (const part of authorization.split(/\s+/).slice(1)) this.mark(part)
  }

  /** The secrets that a text tells, in whatever form. */
  in(text: string): string[] {
    return [...this.#forms].filter(([form]) => text.includes(form)).map(([form, secret]) => `${secret} as ${form}`)
  }

  /** What a line of the Worker's log tells that it must not. */
  inLine(line: string): string[] {
    // The IDs are the caller's and Stripe's own, and a bug's stack names files.
    const { request_id: _, stripe_request_id: __, stack: ___, ...others } = JSON.parse(line) as Record<string, unknown>
    const told = JSON.stringify(others)
    return [...this.in(line), ...NEVER_LOGGED.filter((pattern) => pattern.test(told)).map(String)]
  }
}
