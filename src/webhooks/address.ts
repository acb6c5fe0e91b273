import { isLoopback } from '../config/patterns.ts'

/** Names that lead nowhere outside of a network of one's own. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid)$/

/**
 * Networks that are not on the public internet, as their first address and their length in bits
 * ({@link https://www.iana.org/assignments/iana-ipv4-special-registry/}).
 */
const PRIVATE_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

function numberOf(ipv4: string): number {
  return ipv4.split('.').reduce((number, octet) => number * 256 + Number(octet), 0)
}

function isPrivateIpv4(host: string): boolean {
  const address = numberOf(host)
  return PRIVATE_IPV4.some(([first, bits]) => {
    const size = 2 ** (32 - bits)
    return Math.floor(address / size) === Math.floor(numberOf(first) / size)
  })
}

/** Global unicast alone, without what wraps an IPv4 address (2002::/16, Teredo) or is for documentation. */
function isPrivateIpv6(host: string): boolean {
  return !/^\[[23][\da-f]{3}:/.test(host) || /^\[(2002|2001:0?:|2001::|2001:db8|3fff)/.test(host)
}

/**
 * What is wrong with a URL that deliveries are sent to, or nothing: https to a public host, or plain http to this very
 * machine. The parser has put decimal, octal and hexadecimal forms of an IPv4 address into its usual one.
 */
export function problemOfUrl(given: string): string | undefined {
  const url = URL.parse(given)
  if (!url) return 'must be a whole URL such as "https://example.com/webhooks"'
  if (url.username !== '' || url.password !== '') return 'must hold no user name and password; use headers'
  if (url.protocol === 'http:') {
    return isLoopback(url) ? undefined : 'must use https unless the host is a loopback address'
  }
  if (url.protocol !== 'https:') return 'must use https'
  const host = url.hostname.replace(/\.+$/, '')
  const isPrivate = host.startsWith('[')
    ? isPrivateIpv6(host)
    : /^[\d.]+$/.test(host)
      ? isPrivateIpv4(host)
      : !host.includes('.') || PRIVATE_NAME.test(host)
  return isPrivate ? 'must lead to a public host, not to one of a private network' : undefined
}
