import { isLoopback } from '../config/loopback.ts'

/**
 * Top-level names that are not in the public DNS: special ones
 * ({@link https://www.iana.org/assignments/special-use-domain-names/}), and those that private networks use so widely that
 * ICANN never delegates them.
 */
const PRIVATE_NAME =
  /(^|\.)(alt|arpa|corp|example|home|internal|intranet|invalid|lan|local|localdomain|localhost|mail|onion|private|test)$/

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

/**
 * Whether an IPv6 address is none of global unicast (2000::/3), or special within it: protocol assignments such as Teredo
 * and ORCHID (2001::/23), documentation (2001:db8::/32, 3fff::/20), and what wraps an IPv4 address (2002::/16)
 * ({@link https://www.iana.org/assignments/iana-ipv6-special-registry/}).
 */
function isPrivateIpv6(host: string): boolean {
  // A group that "::" stands for is 0.
  const [first = 0, second = 0] = host
    .slice(1)
    .split(':')
    .map((group) => Number.parseInt(group || '0', 16))
  if (first < 0x2000 || first > 0x3fff || first === 0x2002) return true
  if (first === 0x2001) return second < 0x200 || second === 0xdb8
  return first === 0x3fff && second < 0x1000
}

/**
 * What is wrong with a URL that deliveries are sent to, or nothing: https to a public host, or plain http to this very
 * machine. The parser has put decimal, octal and hexadecimal forms of an IPv4 address into its usual one.
 */
export function problemOfUrl(given: string): string | undefined {
  const url = URL.parse(given)
  if (!url) return 'must be a full URL such as "https://example.com/webhooks"'
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password; use headers'
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
  return isPrivate ? 'must point to a public host, not a private network' : undefined
}
