/** The key of `npm start`, which every other environment refuses. */
export const DEMO_KEY = 'demo_key_for_local_use_only'

export const IS_LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname)

const NAME = 'key'

/** The key that this tab was left with before it was loaded again; none where storage is turned off. */
export function keptKey(): string | undefined {
  try {
    return sessionStorage.getItem(NAME) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a key for this tab, or none. One of live mode must never come here: see SECURITY.md. */
export function keepKey(key: string | undefined) {
  try {
    if (key === undefined) sessionStorage.removeItem(NAME)
    else sessionStorage.setItem(NAME, key)
  } catch {}
}

/** The headers that say who asks. */
export function authorization(key: string): Record<string, string> {
  return key === '' ? {} : { Authorization: `Bearer ${key}` }
}

/** Whether this Worker takes the demo key. */
export async function takesDemoKey(): Promise<boolean> {
  if (!IS_LOOPBACK) return false
  try {
    const { ok } = await fetch('/actions', { method: 'HEAD', headers: authorization(DEMO_KEY) })
    return ok
  } catch {
    return false
  }
}
