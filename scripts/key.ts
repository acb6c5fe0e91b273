/**
 * Makes and keeps the keys of an environment. `.keys.<env>.json` holds its entries of API_KEYS, only hashes, since a
 * secret cannot be read back from Cloudflare; a key itself is printed once and kept nowhere.
 */
import { defineScript, Failure, type Io, runIfMain } from './cli.ts'
import { type Environment, isEnvironment, keysFile } from './configuration.ts'
import { describeRights, type Entry, isKeyName, issueKey, readEntries, readPatterns, writeEntries } from './keys.ts'

const USAGE = `npm run key -- --name backend --allow "list-*,retrieve-*" [--env staging] [--connect] [--extra-params] [--any-endpoint] [--mcp "list-*"]
npm run key -- --list [--env staging]
npm run key -- --rotate backend [--env staging]         a second key with the same rights; both work
npm run key -- --revoke backend [--old] [--env staging] with --old: all but the newest one of that name`

function fail(message: string): never {
  throw new Failure(`${message}\n\n${USAGE}`)
}

/** The keys of one environment, and what the file of their entries goes through. */
class Keys {
  readonly #env: Environment
  readonly #file: string
  readonly #cwd: string
  readonly #print: Io['print']

  constructor(env: Environment, { cwd, print }: Io) {
    this.#env = env
    this.#file = keysFile(env)
    this.#cwd = cwd
    this.#print = print
  }

  #read(): Entry[] {
    return readEntries(this.#env, this.#cwd) ?? []
  }

  #write(entries: readonly Entry[]) {
    writeEntries(this.#env, this.#cwd, entries)
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
    this.#print(`\nTo make it so in ${this.#env}:\n\n  npm run deploy -- --env ${this.#env}`)
    this.#print(`\nOr npx wrangler secret put API_KEYS --env ${this.#env}, and paste, in one line:\n\n  ${entries}`)
  }

  /** Makes a key for an entry, and prints it: nobody can read it again. */
  #issue(rights: Omit<Entry, 'sha256'>) {
    const isNew = readEntries(this.#env, this.#cwd) === undefined
    const { key, entry } = issueKey(rights)
    this.#write([...this.#read(), entry])
    this.#print(`The key, shown this once:\n\n  ${key}\n\nIt may run ${describeRights(entry)}.`)
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
      this.#print(`${entry.name} (${entry.sha256.slice(0, 8)}…): ${entry.allow.join(', ')}: ${describeRights(entry)}`)
    }
  }

  /** @param old Spares the newest key of the name. */
  revoke(name: string, old: boolean) {
    const revoked = new Set(old ? this.#named(name).slice(0, -1) : this.#named(name))
    if (revoked.size === 0) fail(`"${name}" has only one key: without --old it would be revoked.`)
    const hashes = new Set([...revoked].map(({ sha256 }) => sha256))
    this.#write(this.#read().filter(({ sha256 }) => !hashes.has(sha256)))
    this.#print(`Removed ${revoked.size} of "${name}" from ${this.#file}. They work until the secret is set.`)
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
      if (!isKeyName(name)) fail('--name must be 1 to 64 letters, digits, "_", "." or "-".')
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
