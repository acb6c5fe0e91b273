import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { actions, reference } from '../handlers/index.ts'
import { ANY_ENDPOINT, RIGHT_PATTERN, rightMatcher, rightsMatcher, WEBHOOK_RIGHTS } from '../src/access/rights.ts'
import { didYouMean } from '../src/names.ts'
import { Failure } from './cli.ts'
import { type Environment, keysFile, problemsOfKeys, SECRET_LIMIT } from './configuration.ts'

/** An entry of API_KEYS. */
export interface Entry {
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

/** A new key, and its entry. */
export function issueKey(rights: Omit<Entry, 'sha256'>): { key: string; entry: Entry } {
  const key = newKey()
  return { key, entry: { ...rights, sha256: createHash('sha256').update(key).digest('hex') } }
}

/** The names of the actions that some patterns match. */
function matched(allow: readonly string[]): string[] {
  return actions.map(({ name }) => name).filter(rightsMatcher(allow))
}

/** A pattern of a key, and the actions that it matches beyond those of the reference. */
export interface BroadPattern {
  readonly pattern: string
  readonly further: readonly string[]
}

/** The patterns of a key that match more actions than when the reference's were the only ones. */
export function broadPatterns({ allow }: Pick<Entry, 'allow'>): BroadPattern[] {
  const known = new Set(reference.map(({ name }) => name))
  return allow
    .filter((pattern) => pattern.includes('*'))
    .map((pattern) => ({ pattern, further: matched([pattern]).filter((name) => !known.has(name)) }))
    .filter(({ further }) => further.length > 0)
}

/** Whether a key may be called this. */
export function isKeyName(name: string): boolean {
  return /^[\w.-]{1,64}$/.test(name)
}

/**
 * Reads a list of actions and patterns, separated by commas.
 *
 * @throws {Failure} naming one that is wrong, or that matches no action
 */
export function readPatterns(option: string, list: string): string[] {
  const patterns = list.split(',').map((pattern) => pattern.trim())
  for (const pattern of patterns) {
    if (!RIGHT_PATTERN.test(pattern)) {
      throw new Failure(
        `${option}: "${pattern}" must be an action or a pattern such as "list-*", with at most 3 stars.`,
      )
    }
    if (matched([pattern]).length === 0 && ![...WEBHOOK_RIGHTS, ANY_ENDPOINT].some(rightMatcher(pattern))) {
      const names = [...actions.map(({ name }) => name), ...WEBHOOK_RIGHTS]
      throw new Failure(
        `${option}: "${pattern}" matches no action${pattern.includes('*') ? '' : didYouMean(pattern, names)}`,
      )
    }
  }
  return patterns
}

/** What a key may do, in words. */
export function describeRights({ allow, connect, extra_params, any_endpoint, mcp }: Entry): string {
  const rights = [
    connect && 'connected accounts',
    extra_params && 'extra_params',
    any_endpoint && 'any endpoint',
    mcp && `for agents ${mcp.join(', ') || 'nothing'}`,
  ].filter(Boolean)
  const names = matched(allow)
  rights.push(...WEBHOOK_RIGHTS.filter(rightsMatcher(allow)))
  const which = names.length === actions.length ? '' : `: ${names.join(', ')}`
  return `${names.length} of ${actions.length} actions${which}${rights.length > 0 ? `; also ${rights.join(' and ')}` : ''}`
}

function check(file: string, text: string) {
  const [problem] = problemsOfKeys(text)
  if (problem) throw new Failure(`${file} ${problem.message}.`)
  if (Buffer.byteLength(text) > SECRET_LIMIT)
    throw new Failure(`${file} would be over ${SECRET_LIMIT} bytes: revoke some keys first.`)
}

/**
 * The entries of an environment's API_KEYS, as they are in its file; `undefined` without one.
 *
 * @throws {Failure} naming what the Worker would find wrong with them
 */
export function readEntries(env: Environment, cwd: string): Entry[] | undefined {
  const file = keysFile(env)
  if (!existsSync(join(cwd, file))) return undefined
  const text = readFileSync(join(cwd, file), 'utf8')
  check(file, text)
  return JSON.parse(text) as Entry[]
}

/** @throws {Failure} if they would be too long for a secret */
export function writeEntries(env: Environment, cwd: string, entries: readonly Entry[]): void {
  const text = `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`
  check(keysFile(env), text)
  writeFileSync(join(cwd, keysFile(env)), text)
}
