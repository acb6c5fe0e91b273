import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandFile, npmFile } from '../../scripts/programs.ts'

/** Programs that every system has under this name, and one in a test that runs on Linux only. */
const EVERYWHERE = ['curl', 'tar', 'script']
/** This file shows what is refused. */
const FILES = globSync('{scripts,bench,console,test,client,local-stripe}/**/*.{ts,tsx}', {
  exclude: (path) => /node_modules|\bdist\b|\bgenerated\b|programs\.test\.ts/.test(path),
})

/** What of a module starts a program by a name that only a POSIX shell finds. */
function flawsOf(text: string): string[] {
  const [, promised = 'execFile'] = /const (\w+) = promisify\(execFile\)/.exec(text) ?? []
  const names = `spawn|spawnSync|execFile|execFileSync|${promised}`
  const starts = [...text.matchAll(new RegExp(`\\b(?:${names})\\)?\\(\\s*(['"\`])(.*?)\\1`, 'g'))]
  const programs = text.includes('node:child_process') ? starts.map(([, , program = '']) => program) : []
  return [
    ...programs.filter((program) => !EVERYWHERE.includes(program)),
    ...(text.match(/\bshell: |\bexec(?:Sync)?(?=[,\s][^;]*from 'node:child_process')|\.bin\//g) ?? []),
  ]
}

describe('no script or test starts a program that Windows would not find', () => {
  test('in its modules', () => {
    expect(FILES.length).toBeGreaterThan(200)
    const flaws = FILES.map((path) => [path, flawsOf(readFileSync(path, 'utf8'))])
    expect(flaws.filter(([, found]) => found?.length)).toEqual([])
  })

  test.each([
    ["spawn('npx', ['wrangler'])", ['npx']],
    ["promisify(execFile)('bash', ['-c', line])", ['bash']],
    ['spawnSync("/bin/sh", [file])', ['/bin/sh']],
    ["spawn(program, args, { shell: process.platform === 'win32' })", ['shell: ']],
    ["spawn(join(ROOT, 'node_modules/.bin/workerd'))", ['.bin/']],
    ["const run = promisify(execFile)\nawait run('node', [file])", ['node']],
    ["execFileSync('tar', ['-xzf', file])", []],
    ['spawn(process.execPath, [file])', []],
  ])('names those of the line %s', (line, flaws) => {
    expect(flawsOf(`import { spawn } from 'node:child_process'\n${line}`)).toEqual(flaws)
  })

  test('nor by a line of shell', () => {
    expect(flawsOf("import { exec } from 'node:child_process'")).toEqual(['exec'])
    expect(flawsOf("import { type ChildProcess, execSync, spawn } from 'node:child_process'")).toEqual(['execSync'])
    expect(flawsOf("import { execFile } from 'node:child_process'")).toEqual([])
  })

  test.each(['.', 'client', 'local-stripe'])('in the package.json of %s', (folder) => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts: object }
    for (const line of Object.values(scripts)) {
      expect(line).toMatch(/^((node|vitest|npm run|biome) [\w./: -]+( && |$))+$/)
    }
  })
})

describe('the file of a command', () => {
  test('is what the package names', () => {
    expect(readFileSync(commandFile('typescript', 'tsc'), 'utf8')).toMatch(/^#!.*node/)
    expect(() => commandFile('typescript', 'nothing')).toThrow('typescript has no command nothing')
  })

  test('is found for npm by its environment, or on the PATH', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'programs-')))
    const [posix, windows] = [join(folder, 'bin'), join(folder, 'nodejs')]
    const file = join(windows, 'node_modules/npm/bin/npm-cli.js')
    for (const path of [posix, join(file, '..')]) mkdirSync(path, { recursive: true })
    writeFileSync(file, '')
    symlinkSync(file, join(posix, 'npm'))
    expect(npmFile({ PATH: ['/nowhere', posix].join(delimiter) })).toBe(file)
    expect(npmFile({ PATH: ['/nowhere', windows].join(delimiter) })).toBe(file)
    expect(npmFile({ npm_execpath: file, PATH: '' })).toBe(file)
    // Another package manager is no npm.
    expect(() => npmFile({ npm_execpath: '/usr/lib/pnpm.cjs', PATH: '/nowhere' })).toThrow('npm is not on the PATH')
    rmSync(folder, { recursive: true })
  })
})
