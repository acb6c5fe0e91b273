/** A Unix timestamp as a field of local date and time has it: "2026-01-31T09:00". */
export function toLocal(seconds: number): string {
  const moment = new Date(seconds * 1000)
  if (Number.isNaN(moment.getTime())) return ''
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString()
  return local.slice(0, seconds % 60 === 0 ? 16 : 19)
}

/** The Unix timestamp of a local date and time. */
export function toSeconds(local: string): number | undefined {
  const milliseconds = new Date(local).getTime()
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000)
}

/** The time zone that a date and time are in: "Europe/Berlin, GMT+2". */
export function zoneOf(seconds = Date.now() / 1000): string {
  const format = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' })
  const offset = format.formatToParts(seconds * 1000).find(({ type }) => type === 'timeZoneName')?.value
  return [...new Set([format.resolvedOptions().timeZone, offset])].join(', ')
}
