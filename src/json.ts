/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether an input was left empty. */
export function isBlank(value: unknown): boolean {
  return value === '' || value === null || value === undefined
}

/** Whether a text may be the JSON text of an object or array. */
export function mayBeJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

/** The value of a string that holds the JSON text of an object or array; anything else as it is. */
export function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || !mayBeJson(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
