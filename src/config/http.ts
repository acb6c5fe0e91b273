import { type Read, splitList } from './bindings.ts'
import { originMatcher } from './patterns.ts'

/** Reads `ALLOWED_ORIGINS` as a test of an origin. */
export function readOrigins(list: string | undefined): Read<(origin: string) => boolean> {
  const allows = originMatcher(splitList(list))
  return allows
    ? { value: allows }
    : { problem: 'must be origins such as https://example.com or https://*.example.com, separated by commas' }
}
