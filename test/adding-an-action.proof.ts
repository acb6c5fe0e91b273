import { execFile } from 'node:child_process'
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commandFile } from '../scripts/programs.ts'

const ROOT = resolve(import.meta.dirname, '..')
/** What is not in the repository. */
const OWN = new Set(['node_modules', '.git', '.wrangler', 'dist', '.dev.vars'])
/** Tests that go through every action. */
const TESTS = [
  'test/actions.test.ts',
  'test/every-action.test.ts',
  'test/rules.test.ts',
  'test/catalogue',
  'test/mcp/tools.test.ts',
  'test/console/forms.test.ts',
  'test/guide/links.test.ts',
  'client/test/client.test.ts',
]

let copy: string
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'stripe-actions-copy-'))
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !OWN.has(basename(path)) })
  for (const folder of ['.', 'test/catalogue/typed-client']) {
    symlinkSync(join(ROOT, folder, 'node_modules'), join(copy, folder, 'node_modules'))
  }
})
afterEach(() => rmSync(copy, { recursive: true, force: true }))

/** Runs a program of Node's in the copy; it fails with what the program wrote. */
const run = (...args: string[]) => promisify(execFile)(process.execPath, args, { cwd: copy, maxBuffer: 2 ** 26 })

/** The text of every file of the copy, by its path. */
function texts(): Map<string, string> {
  const paths = globSync('**/*', { cwd: copy, exclude: (path) => OWN.has(basename(path)) })
  const files = paths.filter((path) => statSync(join(copy, path)).isFile())
  return new Map(files.map((path) => [path, readFileSync(join(copy, path), 'utf8')]))
}

test("CONTRIBUTING.md's action takes one file, a line in the registry with its import, and npm run generate", async () => {
  const [, file = '', code = ''] =
    /`(handlers\/\S+\.ts)`:\n\n```ts\n(.*?)```/s.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? []
  const name = /export const (\w+)/.exec(code)?.[1]
  mkdirSync(join(copy, dirname(file)), { recursive: true })
  writeFileSync(join(copy, file), code)
  const registry = join(copy, 'handlers/index.ts')
  const text = readFileSync(registry, 'utf8')
  const end = text.lastIndexOf('\n] as const')
  writeFileSync(
    registry,
    `import { ${name} } from './${file.replace('handlers/', '')}'\n${text.slice(0, end)}\n  ${name},${text.slice(end)}`,
  )
  const before = texts()

  await run('scripts/generate.ts')
  const changed = [...texts()].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]))
  expect(changed.filter((path) => !/generated|^(public|postman|docs)\//.test(path))).toEqual([])
  expect(changed).toContain('public/openapi.json')
  await run(commandFile('typescript', 'tsc'), '-p', '.')
  await run(commandFile('vitest'), 'run', ...TESTS)
})
