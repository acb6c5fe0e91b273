import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Main } from '../../scripts/cli.ts'
import { run } from './run.ts'

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

const isLocalStripe = ({ cwd, command: [file = ''] }: Script) => join(cwd, file).startsWith('local-stripe')

/** Runs a script with an option: those of the local Stripe in Node, where nothing is found by its name. */
async function runScript(script: Script, option: string) {
  const { cwd, command } = script
  const [file = '', ...args] = command
  if (!isLocalStripe(script)) return run(await mainOf(file), [...args, option])
  return promisify(execFile)(process.execPath, [...command, option], { cwd, env: { ...process.env, PATH: '' } }).then(
    (ended) => ({ status: 0, ...ended }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ status: code, stdout, stderr }),
  )
}

/** What Node runs of a script's file. */
async function mainOf(file: string): Promise<Main> {
  const [, name = ''] = /^await runIfMain\(import\.meta, (\w+)\)$/m.exec(readFileSync(file, 'utf8')) ?? []
  const module = (await import(resolve(file))) as Record<string, Main>
  const main = module[name]
  if (!main) throw new Error(`${file} runs nothing when Node is started with it`)
  return main
}

test('scripts are looked through', () => {
  const names = OWN.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['start', 'key', 'check', 'local-stripe', 'local-stripe:seed', 'seed']))
  expect(OWN.length).toBeGreaterThan(18)
})

describe.each(OWN)('$cwd $name', (script) => {
  test('refuses an unknown option in one line', async () => {
    expect(await runScript(script, '--nothing')).toEqual({
      status: 1,
      stdout: '',
      stderr: `Unknown option '--nothing'. See ${callOf(script)} --help.\n`,
    })
  })

  test('answers --help', async () => {
    expect(await runScript(script, '--help')).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^[A-Z].*\.\n\n(npm|node|local-stripe)/),
      stderr: '',
    })
  })
})

test('started by Node, a script prints, complains and ends as it does here', async () => {
  const start = (option: string) =>
    promisify(execFile)(process.execPath, ['scripts/check.ts', option], { env: { PATH: '' } })
  const { stdout } = await start('--help')
  expect(stdout).toMatch(/^[A-Z].*\.\n\nnpm run check/)
  await expect(start('--nothing')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: "Unknown option '--nothing'. See npm run check -- --help.\n",
  })
})
