import Stripe from 'stripe'
import { ActionError } from '../errors.ts'

/** Seconds that a signature may be old, or ahead of our clock ({@link https://docs.stripe.com/webhooks#replay-attacks}). */
const TOLERANCE_S = 300

function invalid(message: string): ActionError {
  return new ActionError(400, 'invalid_signature', message)
}

/** The text of a body, of which every byte is signed: nothing is replaced or left out. */
function textOf(body: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    throw invalid('The body is not UTF-8, so Stripe did not send it.')
  }
}

/** The time in a header `Stripe-Signature`, in seconds since 1970; the SDK takes any text for one. */
function timeOf(header: string): number | undefined {
  const [time, ...others] = header.split(',').filter((item) => item.startsWith('t='))
  return time !== undefined && others.length === 0 && /^t=\d{1,12}$/.test(time) ? Number(time.slice(2)) : undefined
}

async function isSigned(text: string, header: string, secret: string): Promise<boolean> {
  const { signature } = Stripe.webhooks
  if (!signature) throw new Error('The SDK verifies signatures')
  try {
    // 0: the SDK checks no age, since it would accept any time in the future.
    return await signature.verifyHeaderAsync(text, header, secret, 0)
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false
    throw error
  }
}

/**
 * The text of a body that one of the secrets signed at most 5 minutes ago.
 *
 * @param header The header `Stripe-Signature`.
 * @throws {ActionError} 400 `invalid_signature`
 */
export async function verifySignature(
  body: ArrayBuffer,
  header: string | undefined,
  secrets: readonly string[],
): Promise<string> {
  if (!header) throw invalid('Missing Stripe-Signature header. Only Stripe may call this path.')
  const time = timeOf(header)
  if (time === undefined)
    throw invalid('Invalid Stripe-Signature header. It must contain one timestamp, such as t=1767225600.')
  const text = textOf(body)
  const signed = await Promise.all(secrets.map((secret) => isSigned(text, header, secret)))
  if (!signed.includes(true)) {
    throw invalid('The signature does not match the body. Check STRIPE_WEBHOOK_SECRET.')
  }
  const age = Date.now() / 1_000 - time
  if (age > TOLERANCE_S) throw invalid(`The signature is older than ${TOLERANCE_S} seconds. Send the event again.`)
  if (age < -TOLERANCE_S)
    throw invalid(`The signature is more than ${TOLERANCE_S} seconds ahead of the Worker's clock.`)
  return text
}
