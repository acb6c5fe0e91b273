/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether an input is empty. */
export function isBlank(value: unknown): boolean {
  return value === '' || value === null || value === undefined
}

/** Whether a string may be the JSON text of an object or array. */
export function mayBeJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

/** Parses a string that contains a JSON object or array; returns anything else unchanged. */
export function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || !mayBeJson(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
