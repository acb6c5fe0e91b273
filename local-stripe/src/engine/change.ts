/** The object, with the named fields replaced by those that a request gives. */
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
