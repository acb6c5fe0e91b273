/** Makes a value when it is first needed, and keeps it: what a schema takes to make would otherwise delay the start. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
