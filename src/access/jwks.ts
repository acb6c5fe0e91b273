import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'

/** Milliseconds that keys are used before they are fetched again. */
const FRESH_MS = 10 * 60_000
/** Milliseconds that keys are used while they cannot be fetched: an outage of the provider signs nobody out. */
const USABLE_MS = 2 * 60 * 60_000
/** Milliseconds between two fetches of keys, whatever tokens arrive. */
const READ_INTERVAL_MS = 30_000
/** Milliseconds to wait after a failed read, doubled after each further one until `READ_INTERVAL_MS`. */
const FIRST_RETRY_MS = 1_000
/** Time limit of a fetch, in milliseconds. */
const READ_TIMEOUT_MS = 5_000

interface Keys {
  readonly find: JWTVerifyGetKey
  readonly ids: ReadonlySet<string>
  /** When they were read. */
  readonly at: number
}

/** Where a key is wanted, and how to keep working after the answer. */
export interface KeyRequest {
  /** The key ID that a token names. */
  readonly kid: string | undefined
  /** Outlives the request: a caller who hangs up must not end a read that others wait for. */
  waitUntil(promise: Promise<unknown>): void
}

/** Keys could not be read, and there are none to use. */
export class KeysUnavailable extends Error {
  /** Seconds after which they may be read again. */
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super('the keys could not be read')
    this.retryAfter = retryAfter
  }
}

/** The published keys of an identity provider, as far as this isolate knows them. */
export interface KeySet {
  /**
   * Finds the key of a token. It may know none with the token's ID.
   *
   * @throws {KeysUnavailable}
   */
  find(wanted: KeyRequest): Promise<JWTVerifyGetKey>
}

async function fetchKeys(url: string): Promise<Omit<Keys, 'at'>> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(READ_TIMEOUT_MS),
  })
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`)
  // Sound: `createLocalJWKSet` throws unless it is an object with an array of objects in `keys`.
  const given = (await response.json()) as JSONWebKeySet
  const find = createLocalJWKSet(given)
  return { find, ids: new Set(given.keys.flatMap(({ kid }) => kid ?? [])) }
}

/** Settles with a promise, or after a time: what another request started may have ended with it. */
async function settled(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}

/**
 * Reads keys from a URL. How often depends on time only, not on what tokens come in: one read at a time, pauses between
 * reads that also count failed ones, and keys that outlast an outage.
 */
export function createKeySet(url: string): KeySet {
  let keys: Keys | undefined
  let failures = 0
  /** The read under way, and when it must have ended. */
  let reading: { readonly done: Promise<void>; readonly until: number } | undefined
  /** When the next read may begin. */
  let next = 0

  async function read() {
    try {
      keys = { ...(await fetchKeys(url)), at: Date.now() }
      failures = 0
      next = Date.now() + READ_INTERVAL_MS
    } catch {
      failures += 1
      next = Date.now() + Math.min(READ_INTERVAL_MS, FIRST_RETRY_MS * 2 ** (failures - 1))
    }
  }

  /** The keys while they may be used; `age` is how old they may be. */
  const younger = (age: number) => (keys && Date.now() - keys.at < age ? keys : undefined)
  const has = ({ ids }: Keys, kid: string | undefined) => kid === undefined || ids.has(kid)

  return {
    async find({ kid, waitUntil }) {
      const fresh = younger(FRESH_MS)
      if (fresh && has(fresh, kid)) return fresh.find
      const now = Date.now()
      const busy = reading && now < reading.until ? reading : undefined
      if (busy) {
        const usable = younger(USABLE_MS)
        if (usable && has(usable, kid)) return usable.find
        await settled(busy.done, busy.until - now)
      } else if (now >= next) {
        const done = read().finally(() => {
          if (reading?.done === done) reading = undefined
        })
        reading = { done, until: now + READ_TIMEOUT_MS + 1_000 }
        waitUntil(done)
        await done
      }
      const usable = younger(USABLE_MS)
      // Whether the provider has a key by now that these lack is not known while it cannot be asked.
      if (usable && (failures === 0 || has(usable, kid))) return usable.find
      throw new KeysUnavailable(Math.max(1, Math.ceil((next - Date.now()) / 1_000)))
    },
  }
}
