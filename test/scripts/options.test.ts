import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

interface Script {
  cwd: string
  name: string
  /** The file that Node runs, and its arguments. */
  command: string[]
}

/** A package's scripts that are its own; one that builds first is what comes last. */
function scriptsOf(cwd: string): Script[] {
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  return Object.entries(scripts).flatMap(([name, line]) => {
    const [, command] = /^(?:.* && )?node (.*)$/.exec(line) ?? []
    return command === undefined ? [] : [{ cwd, name, command: command.split(' ') }]
  })
}
const OWN = [...scriptsOf('.'), ...scriptsOf('local-stripe')]

/** What a script calls itself; those of the local Stripe's package are npm's, or the root's. */
function callOf({ cwd, name, command: [file = ''] }: Script): string {
  if (file.endsWith('cli.ts')) return 'local-stripe'
  if (file.endsWith('build.ts')) return `node ${file}`
  if (cwd !== '.') return `npm run local-stripe:${name} --`
  return name === 'start' ? 'npm start --' : `npm run ${name} --`
}

/** Runs a script where nothing is found by its name. */
const runScript = ({ cwd, command }: Script, option: string) =>
  promisify(execFile)(process.execPath, [...command, option], { cwd, env: { ...process.env, PATH: '' } })

test('scripts are looked through', () => {
  const names = OWN.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['start', 'key', 'check', 'local-stripe', 'local-stripe:seed', 'seed']))
  expect(OWN.length).toBeGreaterThan(18)
})

describe.each(OWN)('$cwd $name', (script) => {
  test('refuses an unknown option in one line', async () => {
    const unknown = await runScript(script, '--nothing').catch((error: unknown) => error)
    expect(unknown).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Unknown option '--nothing'. See ${callOf(script)} --help.\n`,
    })
  })

  test('answers --help', async () => {
    const { stdout, stderr } = await runScript(script, '--help')
    expect(stdout).toMatch(/^[A-Z].*\.\n\n(npm|node|local-stripe)/)
    expect(stderr).toBe('')
  })
})
