import { type Read, splitList } from './bindings.ts'
import { isLoopbackName } from './loopback.ts'
import { originMatcher } from './patterns.ts'

/** Reads `ALLOWED_ORIGINS` as a predicate for origins. */
export function readOrigins(list: string | undefined): Read<(origin: string) => boolean> {
  const allows = originMatcher(splitList(list))
  return allows
    ? { value: allows }
    : { problem: 'must be origins such as https://example.com or https://*.example.com, separated by commas' }
}

/** Reads `LOCAL_HOSTS` as a test of the host that a request names: loopback names and those of the list. */
export function readHosts(list: string | undefined): Read<(hostname: string) => boolean> {
  const names = splitList(list)
  if (names.some((name) => URL.parse(`http://${name}`)?.hostname !== name)) {
    return { problem: 'must be host names without a port, such as dev.example.com, separated by commas' }
  }
  return { value: (hostname) => isLoopbackName(hostname) || names.includes(hostname) }
}
