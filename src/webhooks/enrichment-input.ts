/** What an event holds at a path such as `data.object.id`; what is not there is `undefined`. */
export function valueAt(event: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((held, step) => {
    const holds = typeof held === 'object' && held !== null && Object.hasOwn(held, step)
    return holds ? (held as Record<string, unknown>)[step] : undefined
  }, event)
}

/** The event has no value at a path that an enrichment needs. */
export class MissingValue extends Error {}

/**
 * An enrichment's input, with its `$event` paths replaced by the event's values.
 *
 * @throws {MissingValue}
 */
export function fillInput(value: unknown, event: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('$event.')) {
    const held = valueAt(event, value.slice('$event.'.length)) ?? null
    if (held === null || held === '') throw new MissingValue()
    return held
  }
  if (Array.isArray(value)) return value.map((one) => fillInput(one, event))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, fillInput(held, event)]))
}
