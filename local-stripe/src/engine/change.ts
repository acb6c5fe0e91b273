/** The object with those of the named fields that a request gives in place of its own. */
export function changed<T extends object, K extends keyof T>(
  present: T,
  params: { [P in K]?: T[P] | undefined },
  names: readonly K[],
): T {
  const result = { ...present }
  for (const name of names) {
    const value = params[name]
    if (value !== undefined) result[name] = value
  }
  return result
}
