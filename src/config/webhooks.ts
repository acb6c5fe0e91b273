import { type Read, splitList } from './bindings.ts'

/** Maximum delay of a queue message, in seconds ({@link https://developers.cloudflare.com/queues/platform/limits/}). */
const DELAY_LIMIT = 86_400
/** The default seconds between attempts: short at first, three days in total. */
const DELAYS: readonly number[] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, ...Array<number>(11).fill(21_600)]

/** Reads `STRIPE_WEBHOOK_SECRET`: the secrets that Stripe may have signed with. */
export function readWebhookSecrets(list: string | undefined): Read<readonly string[]> {
  const secrets = splitList(list)
  return secrets.every((secret) => /^whsec_[\w+/=-]+$/.test(secret))
    ? { value: secrets }
    : { problem: 'must be the signing secret of a webhook endpoint (whsec_...); several are separated by commas' }
}

/** Reads `WEBHOOK_RETRY_DELAYS`: the seconds between the attempts of a delivery. */
export function readRetryDelays(list: string | undefined): Read<readonly number[]> {
  if (!list) return { value: DELAYS }
  const delays = list.split(',').map((entry) => Number(entry.trim() || Number.NaN))
  return delays.length <= 100 && delays.every((delay) => Number.isInteger(delay) && delay >= 1 && delay <= DELAY_LIMIT)
    ? { value: delays }
    : { problem: `must be whole seconds from 1 to ${DELAY_LIMIT}, at most 100, separated by commas` }
}
