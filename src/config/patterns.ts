/** The first label of an origin's host, as browsers write it; a URL's parser lets more through, such as a user name. */
const FIRST_LABEL = /:\/\/[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?\./

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
    !origin.includes('*') && (origins.includes(origin) || origins.includes(origin.replace(FIRST_LABEL, '://*.')))
}

/** A name, or a pattern where `*` stands for any characters, as a test of a name. */
export function wildcard(pattern: string): (name: string) => boolean {
  const [head = '', ...parts] = pattern.split('*')
  const tail = parts.pop()
  if (tail === undefined) return (name) => name === pattern
  return (name) => {
    if (!name.startsWith(head) || !name.slice(head.length).endsWith(tail)) return false
    const end = name.length - tail.length
    let at = head.length
    // The first place of each part leaves the most room for the others, so none has to be tried twice.
    for (const part of parts) {
      const found = name.indexOf(part, at)
      if (found === -1 || found + part.length > end) return false
      at = found + part.length
    }
    return true
  }
}
