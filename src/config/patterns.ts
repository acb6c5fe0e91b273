/** The first label of an origin's host, as browsers send it. The URL parser would accept more, such as a user name. */
const FIRST_LABEL = /:\/\/[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?\./

/**
 * A predicate for the origins in a list: exact ones, and patterns such as `https://*.example.com`, where `*` is one
 * whole label. `undefined` when an entry is not an origin.
 */
export function originMatcher(origins: readonly string[]): ((origin: string) => boolean) | undefined {
  const isWrong = origins.some((origin) => {
    // A pattern is an origin whose first label is `*`.
    const one = origin.replace('://*.', '://any.')
    return URL.parse(one)?.origin !== one || one.includes('*')
  })
  if (isWrong) return undefined
  return (origin) =>
    !origin.includes('*') && (origins.includes(origin) || origins.includes(origin.replace(FIRST_LABEL, '://*.')))
}

/** A predicate for names that match a name or a pattern, where `*` matches any characters. */
export function wildcard(pattern: string): (name: string) => boolean {
  const [head = '', ...parts] = pattern.split('*')
  const tail = parts.pop()
  if (tail === undefined) return (name) => name === pattern
  return (name) => {
    if (!name.startsWith(head) || !name.slice(head.length).endsWith(tail)) return false
    const end = name.length - tail.length
    let at = head.length
    // The earliest match of each part leaves the most room for the rest, so no backtracking is needed.
    for (const part of parts) {
      const found = name.indexOf(part, at)
      if (found === -1 || found + part.length > end) return false
      at = found + part.length
    }
    return true
  }
}
