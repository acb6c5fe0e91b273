const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a URL leads to this very machine. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.has(hostname)
}

/**
 * Tells whether an origin is one of a list's: exact ones, and patterns such as `https://*.example.com`, where `*` is one
 * whole label. `undefined` when the list holds what is no origin.
 */
export function originMatcher(origins: readonly string[]): ((origin: string) => boolean) | undefined {
  const isWrong = origins.some((origin) => {
    // A pattern is an origin whose first label is open.
    const one = origin.replace('://*.', '://any.')
    return URL.parse(one)?.origin !== one || one.includes('*')
  })
  if (isWrong) return undefined
  return (origin) =>
    !origin.includes('*') && (origins.includes(origin) || origins.includes(origin.replace(/:\/\/[^.:/]+\./, '://*.')))
}

/** An allowed name or pattern, where `*` stands for any characters, as a test of a name. */
export function matcher(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name === pattern
  // Schemas let only word characters, ":", "-" and "*" through, so nothing else needs escaping.
  const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`)
  return (name) => expression.test(name)
}
