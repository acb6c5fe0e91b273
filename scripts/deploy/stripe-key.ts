import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { API_VERSION } from '../../src/stripe/version.ts'
import { Failure, type Io } from '../cli.ts'
import { type Environment, modeOf, problemsOf } from '../configuration.ts'

const STRIPE = 'https://api.stripe.com'
/** Milliseconds to wait for Stripe. */
const PATIENCE = 15_000

const Account = z.object({
  id: z.string(),
  settings: z.optional(z.object({ dashboard: z.optional(z.object({ display_name: z.nullish(z.string()) })) })),
})

/**
 * Reads Stripe's key from where it was put: a file, the standard input (`-`) or the variable.
 *
 * @throws {Failure} if it was put nowhere that can be read
 */
export async function readStripeKey(io: Io, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return io.env['STRIPE_SECRET_KEY']?.trim() || undefined
  try {
    const text = file === '-' ? await io.readInput() : readFileSync(resolve(io.cwd, file), 'utf8')
    if (text.trim()) return text.trim()
  } catch (error) {
    throw new Failure(`--stripe-key-file: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw new Failure('--stripe-key-file: the file is empty.')
}

/** What is wrong with a key of Stripe's for an environment, or nothing. */
export function problemOfKey(env: Environment, key: string): string | undefined {
  const problem = problemsOf({ STRIPE_MODE: modeOf(env), STRIPE_SECRET_KEY: key, API_KEYS: '[]' }).find(
    ({ param }) => param === 'STRIPE_SECRET_KEY',
  )
  return problem && `Stripe's key ${problem.message}.`
}

/** Where Stripe is for these scripts: the variable `STRIPE_API_BASE_URL` names another one, on this machine. */
export function stripeBase({ STRIPE_API_BASE_URL }: NodeJS.ProcessEnv): string {
  return (STRIPE_API_BASE_URL || STRIPE).replace(/\/$/, '')
}

/**
 * Asks Stripe whether it takes a key.
 *
 * @returns What account it is of, if the key may know.
 * @throws {Failure} if Stripe refuses it, or cannot be reached
 */
export async function checkWithStripe(key: string, base: string, signal: AbortSignal): Promise<string | undefined> {
  let response: Response
  let body: unknown
  try {
    response = await fetch(`${base}/v1/account`, {
      headers: { authorization: `Bearer ${key}`, 'stripe-version': API_VERSION },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    })
    body = await response.json()
  } catch {
    signal.throwIfAborted()
    throw new Failure(`Stripe cannot be reached at ${base}, so the key was not checked.`)
  }
  // Any other answer shows that Stripe knows the key: a restricted one may not read the account.
  if (response.status === 401) throw new Failure("Stripe rejected this key. Copy it again from Stripe's dashboard.")
  if (response.status >= 500) throw new Failure(`Stripe returned an error (${response.status}). Try again.`)
  const { data } = z.safeParse(Account, body)
  return data && (data.settings?.dashboard?.display_name || data.id)
}
