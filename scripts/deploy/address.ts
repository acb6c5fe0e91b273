import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Unstable_Config } from 'wrangler'
import { Failure } from '../cli.ts'
import { type Environment, readEnvironment } from '../configuration.ts'

/** An address that an environment gets: a domain of the account's, or workers.dev. */
export type NewAddress = { domain: string } | 'workers.dev'

const DOMAIN = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/

/** A domain as somebody wrote it, perhaps with a scheme, if it is one. */
export function readDomain(text: string): string | undefined {
  const domain = text
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '')
  return DOMAIN.test(domain) && !domain.endsWith('.workers.dev') ? domain : undefined
}

/** Whether wrangler.toml says where an environment is served. */
export function hasAddress({ workers_dev, routes }: Unstable_Config): boolean {
  return workers_dev === true || (routes ?? []).length > 0
}

/** The address of an environment, as far as wrangler.toml and the account's subdomain of workers.dev tell. */
export function addressOf(
  { name, routes = [] }: Unstable_Config,
  { subdomain, chosen }: { subdomain: string | null | undefined; chosen: NewAddress | undefined },
): string | undefined {
  const [route] = routes
  const pattern = typeof route === 'string' ? route : route?.pattern
  if (chosen !== undefined && chosen !== 'workers.dev') return `https://${chosen.domain}`
  if (chosen === undefined && pattern !== undefined) return `https://${pattern.replace(/\/.*$/, '')}`
  return subdomain ? `https://${name}.${subdomain}.workers.dev` : undefined
}

/** The line of wrangler.toml that stands for an address. */
export function lineOf(address: NewAddress): string {
  return address === 'workers.dev'
    ? 'workers_dev = true'
    : `routes = [{ pattern = "${address.domain}", custom_domain = true }]`
}

/**
 * Writes an environment's address into wrangler.toml.
 *
 * @throws {Failure} when it is not what wrangler reads there afterwards; the file is then as it was
 */
export function writeAddress(env: Environment, cwd: string, address: NewAddress): void {
  const file = join(cwd, 'wrangler.toml')
  const before = readFileSync(file, 'utf8')
  const header = new RegExp(`^\\[env\\.${env}\\][ \\t]*$`, 'm')
  const setting = new RegExp(`(^\\[env\\.${env}\\][ \\t]*\\n(?:(?!\\[).*\\n)*?)workers_dev *=.*$`, 'm')
  const after =
    address === 'workers.dev' && setting.test(before)
      ? before.replace(setting, `$1${lineOf(address)}`)
      : before.replace(header, (line) => `${line}\n${lineOf(address)}`)
  writeFileSync(file, after)
  const { workers_dev, routes = [] } = readEnvironment(env, cwd)
  const isRead =
    address === 'workers.dev'
      ? workers_dev === true
      : routes.some((route) => typeof route === 'object' && route.pattern === address.domain)
  if (isRead) return
  writeFileSync(file, before)
  throw new Failure(`wrangler.toml could not be changed: put ${lineOf(address)} under [env.${env}].`)
}
