/** Creates a value on first use and caches it. Building every schema at startup would delay an isolate's start. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
