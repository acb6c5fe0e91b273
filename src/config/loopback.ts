const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a URL's host is a loopback name. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.has(hostname)
}

/** Whether a host name always resolves to this machine, whatever a DNS server says. */
export function isLoopbackName(hostname: string): boolean {
  return LOOPBACK.has(hostname) || hostname.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(hostname)
}
