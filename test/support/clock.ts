import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until the minute has 20 seconds left: rate limits count by minutes of the clock, and the next one starts afresh. */
export async function minuteWithTimeLeft(): Promise<void> {
  const left = 60 - ((Date.now() / 1_000) % 60)
  if (left < 20) await sleep(1_000 * left)
}
