/**
 * Makes and keeps the keys of an environment. `.keys.<env>.json` holds its entries of API_KEYS, which have only hashes: a
 * secret cannot be read back from Cloudflare; a key itself is printed once and kept nowhere.
 */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { actions } from '../handlers/index.ts'
import { ANY_ENDPOINT, matcher, RIGHT_PATTERN } from '../src/config/patterns.ts'
import { didYouMean } from '../src/suggest.ts'
import { defineScript, Failure, type Io, runIfMain } from './cli.ts'
import { type Environment, isEnvironment, keysFile, problemsOfKeys } from './configuration.ts'

const USAGE = `npm run key -- --name backend --allow 'list-*,retrieve-*' [--env staging] [--connect] [--extra-params] [--any-endpoint] [--mcp 'list-*']
npm run key -- --list [--env staging]
npm run key -- --rotate backend [--env staging]         a second key with the same rights; both work
npm run key -- --revoke backend [--old] [--env staging] with --old: all but the newest one of that name`

/** Bytes that a secret may have ({@link https://developers.cloudflare.com/workers/platform/limits/}). */
const SECRET_LIMIT = 5 * 1024

interface Entry {
  name: string
  sha256: string
  allow: string[]
  connect?: true
  extra_params?: true
  any_endpoint?: true
  mcp?: string[]
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function base62(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest /= 62n) text = (ALPHABET[Number(rest % 62n)] ?? '') + text
  return text
}

/** A key: `sact_`, 256 random bits, and their checksum, by which a scanner can tell it from what only looks like one. */
function newKey(): string {
  const random = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43)
  return `sact_${random}${base62(BigInt(crc32(random)), 6)}`
}

function fail(message: string): never {
  throw new Failure(`${message}\n\n${USAGE}`)
}

/** What a key may do beside running actions. */
const WEBHOOK_RIGHTS = ['webhooks:read', 'webhooks:write']

/** The names of the actions that some patterns match. */
function matched(allow: readonly string[]): string[] {
  const tests = allow.map(matcher)
  return actions.map(({ name }) => name).filter((name) => tests.some((matches) => matches(name)))
}

function readPatterns(option: string, list: string): string[] {
  const patterns = list.split(',').map((pattern) => pattern.trim())
  for (const pattern of patterns) {
    if (!RIGHT_PATTERN.test(pattern)) {
      fail(`${option}: "${pattern}" must be an action or a pattern such as "list-*", with at most 3 stars.`)
    }
    if (matched([pattern]).length === 0 && ![...WEBHOOK_RIGHTS, ANY_ENDPOINT].some(matcher(pattern))) {
      const names = [...actions.map(({ name }) => name), ...WEBHOOK_RIGHTS]
      fail(`${option}: "${pattern}" matches no action${pattern.includes('*') ? '' : didYouMean(pattern, names)}`)
    }
  }
  return patterns
}

function describe({ allow, connect, extra_params, any_endpoint, mcp }: Entry): string {
  const rights = [
    connect && 'connected accounts',
    extra_params && 'extra_params',
    any_endpoint && 'any endpoint',
    mcp && `for agents ${mcp.join(', ') || 'nothing'}`,
  ].filter(Boolean)
  const names = matched(allow)
  rights.push(...WEBHOOK_RIGHTS.filter((right) => allow.some((pattern) => matcher(pattern)(right))))
  const which = names.length === actions.length ? '' : `: ${names.join(', ')}`
  return `${names.length} of ${actions.length} actions${which}${rights.length > 0 ? `; also ${rights.join(' and ')}` : ''}`
}

/** The keys of one environment, and what the file of their entries goes through. */
class Keys {
  readonly #env: Environment
  readonly #file: string
  readonly #path: string
  readonly #print: Io['print']

  constructor(env: Environment, { cwd, print }: Io) {
    this.#env = env
    this.#file = keysFile(env)
    this.#path = join(cwd, this.#file)
    this.#print = print
  }

  /** Entries as they are in the file: what the Worker would make of them is checked with its own reader. */
  #read(): Entry[] {
    if (!existsSync(this.#path)) return []
    const text = readFileSync(this.#path, 'utf8')
    this.#check(text)
    return JSON.parse(text) as Entry[]
  }

  #check(text: string) {
    const [problem] = problemsOfKeys(text)
    if (problem) fail(`${this.#file} ${problem.message}.`)
    if (Buffer.byteLength(text) > SECRET_LIMIT)
      fail(`${this.#file} would be over ${SECRET_LIMIT} bytes: revoke some keys first.`)
  }

  #write(entries: readonly Entry[]) {
    const text = `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`
    this.#check(text)
    writeFileSync(this.#path, text)
  }

  #named(name: string): Entry[] {
    const found = this.#read().filter((entry) => entry.name === name)
    if (found.length === 0) fail(`${this.#file} has no key of the name "${name}".`)
    return found
  }

  #explainSecret() {
    const entries = JSON.stringify(this.#read())
    if (this.#env === 'local') {
      const line = `API_KEYS='${entries}'`
      this.#print(`\nIn .dev.vars, put this in place of the line API_KEYS, and start again:\n\n  ${line}`)
      return
    }
    this.#print(
      `\nTo make it so in ${this.#env}:\n\n  npx wrangler secret put API_KEYS --env ${this.#env} < ${this.#file}`,
    )
    this.#print(`\nOr without "< ${this.#file}", and paste what that file holds, in one line:\n\n  ${entries}`)
  }

  /** Makes a key for an entry, and prints it: nobody can read it again. */
  #issue(rights: Omit<Entry, 'sha256'>) {
    const isNew = !existsSync(this.#path)
    const key = newKey()
    const entry: Entry = { ...rights, sha256: createHash('sha256').update(key).digest('hex') }
    this.#write([...this.#read(), entry])
    this.#print(`The key, shown this once:\n\n  ${key}\n\nIt may run ${describe(entry)}.`)
    this.#print(`\nIts entry, now in ${this.#file}, holds only a hash:\n\n  ${JSON.stringify(entry)}`)
    this.#explainSecret()
    if (isNew) {
      this.#print(
        `\n${this.#file} is new. The secret is replaced as a whole: if ${this.#env} has keys already, add their entries to it first.`,
      )
    }
  }

  list() {
    const entries = this.#read()
    if (entries.length === 0) this.#print(`${this.#file} holds no key.`)
    for (const entry of entries) {
      this.#print(`${entry.name} (${entry.sha256.slice(0, 8)}…): ${entry.allow.join(', ')}: ${describe(entry)}`)
    }
  }

  /** @param old Spares the newest key of the name. */
  revoke(name: string, old: boolean) {
    const revoked = new Set(old ? this.#named(name).slice(0, -1) : this.#named(name))
    if (revoked.size === 0) fail(`"${name}" has only one key: without --old it would be revoked.`)
    const hashes = new Set([...revoked].map(({ sha256 }) => sha256))
    this.#write(this.#read().filter(({ sha256 }) => !hashes.has(sha256)))
    this.#print(`Took ${revoked.size} of "${name}" out of ${this.#file}. Until the secret is set, they still work.`)
    this.#explainSecret()
  }

  rotate(name: string) {
    const { sha256: _, ...rights } = this.#named(name).at(-1) ?? fail('unreachable: a name has a key')
    this.#issue(rights)
    this.#print(
      `\nBoth keys work. When the new one is in use: npm run key -- --revoke ${name} --old --env ${this.#env}`,
    )
  }

  add({ name, ...rights }: Omit<Entry, 'sha256'>) {
    if (this.#read().some((entry) => entry.name === name)) {
      fail(`${this.#file} has a key of the name "${name}" already: use --rotate ${name}, or another name.`)
    }
    this.#issue({ name, ...rights })
  }
}

export const key = defineScript({
  command: 'npm run key',
  summary: 'Makes and keeps the keys of an environment.',
  usage: USAGE,
  options: {
    env: { type: 'string', default: 'staging' },
    name: { type: 'string' },
    allow: { type: 'string' },
    connect: { type: 'boolean', default: false },
    'extra-params': { type: 'boolean', default: false },
    'any-endpoint': { type: 'boolean', default: false },
    mcp: { type: 'string' },
    list: { type: 'boolean', default: false },
    rotate: { type: 'string' },
    revoke: { type: 'string' },
    old: { type: 'boolean', default: false },
  },
  run({ env, name, allow, ...given }, io) {
    if (!isEnvironment(env)) fail(`--env must be local, staging or production, not "${env}".`)
    const keys = new Keys(env, io)
    if (given.list) keys.list()
    else if (given.revoke !== undefined) keys.revoke(given.revoke, given.old)
    else if (given.rotate !== undefined) keys.rotate(given.rotate)
    else {
      if (name === undefined || allow === undefined) fail('A key needs --name and --allow.')
      if (!/^[\w.-]{1,64}$/.test(name)) fail('--name must be 1 to 64 letters, digits, "_", "." or "-".')
      keys.add({
        name,
        allow: readPatterns('--allow', allow),
        ...(given.connect && { connect: true }),
        ...(given['extra-params'] && { extra_params: true }),
        ...(given['any-endpoint'] && { any_endpoint: true }),
        ...(given.mcp !== undefined && { mcp: readPatterns('--mcp', given.mcp) }),
      })
    }
  },
})

await runIfMain(import.meta, key)
