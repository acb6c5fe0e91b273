import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defineScript, Failure, type Io, runIfMain } from './cli.ts'
import { commandFile } from './programs.ts'
import { WRANGLER } from './wrangler.ts'

/** Checks everything that must hold before a change lands, fastest first. */
const ENVIRONMENTS = ['local', 'staging', 'production']
const OUT = '.wrangler/check'
/** Bytes that the Worker's script may have, compressed. */
const SCRIPT_LIMIT = 128 * 1024
/** Projects whose types are checked, by the folder of their tsconfig.json. */
const PROJECTS = [
  '.',
  'test',
  'scripts',
  'console',
  ...['local-stripe', 'client'].flatMap((one) => [one, `${one}/test`, `${one}/scripts`]),
]
/** Commands at the same time. */
const AT_ONCE = 2

const BIOME = commandFile('@biomejs/biome', 'biome')
const TSC = commandFile('typescript', 'tsc')
const REDOCLY = commandFile('@redocly/cli', 'redocly')

interface Step {
  what: string
  /** What Node runs: a file, and its arguments. */
  command: readonly string[]
}

interface Ended {
  status: number | null
  output: string
}

/** A command as it is shown. */
const textOf = ([file = '', ...args]: Step['command']) => ['node', relative('.', file), ...args].join(' ')

function start(command: Step['command'], isShown: boolean): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: 'false',
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output }))
  })
}

class Check {
  readonly #io: Io

  constructor(io: Io) {
    this.#io = io
  }

  /** Runs one command, and shows what it writes while it runs. */
  async run(what: string, ...command: string[]) {
    this.#io.print(`\n--- ${what}: ${textOf(command)}`)
    const { status } = await start(command, true)
    if (status !== 0) throw failure(what)
  }

  /** Runs commands that do not meet, some at a time, and shows what each wrote once it has ended. */
  async runTogether(steps: readonly Step[]) {
    const waiting = [...steps]
    const lane = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) {
        const { status, output } = await start(step.command, false)
        this.#io.print(`\n--- ${step.what}: ${textOf(step.command)}\n${output}`.trimEnd())
        if (status !== 0) throw failure(step.what)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
  }

  /** Fails when a generated file is not what is generated now. */
  async checkGenerated() {
    const before = generated()
    await this.run('generated files', 'scripts/generate.ts')
    const stale = Object.entries(generated()).filter(([path, text]) => before[path] !== text)
    if (stale.length === 0) return
    throw new Failure(`\n--- out of date, and now written: ${stale.map(([path]) => path).join(', ')}. Commit it.`)
  }

  checkScript() {
    const script = readFileSync(join(OUT, 'production/index.js'), 'utf8')
    const size = gzipSync(script, { level: 9 }).length
    this.#io.print(`\n--- size of the script: ${size} bytes compressed, of at most ${SCRIPT_LIMIT}`)
    if (size > SCRIPT_LIMIT) throw failure('size of the script')

    const built = ['toJSONSchema', '"openapi"'].filter((text) => script.includes(text))
    this.#io.print(`--- documents in the script: ${built.join(', ') || 'none'}`)
    if (built.length > 0) throw failure('documents are made ahead, none at run time')
  }
}

function failure(what: string): Failure {
  return new Failure(`\n--- ${what}: failed`)
}

/** The text of every generated file, by path. */
function generated(): Record<string, string> {
  const rooms = ['src/stripe', 'scripts', 'client/src', 'local-stripe/src', 'local-stripe/test']
  const folders = rooms.map((one) => `${one}/generated`)
  const files = [...folders, 'public', 'public/docs', 'postman', 'docs'].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(folder, entry.name)] : [])),
  )
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, 'utf8')]))
}

export const check = defineScript({
  command: 'npm run check',
  summary: 'Checks everything that must hold before a change lands: format, types, generated files, builds and tests.',
  usage: 'npm run check [-- --no-tests]',
  options: { 'no-tests': { type: 'boolean', default: false } },
  async run({ 'no-tests': isWithoutTests }, io) {
    const check = new Check(io)
    await check.runTogether([
      { what: 'format and lint', command: [BIOME, 'ci'] },
      ...PROJECTS.map((project) => ({ what: `types of ${project}`, command: [TSC, '-p', project] })),
      { what: 'spelling and wording', command: ['scripts/prose.ts'] },
      { what: 'dependencies', command: ['scripts/dependencies.ts'] },
      { what: 'types of bindings', command: ['scripts/types.ts', '--check'] },
    ])
    await check.checkGenerated()
    await check.runTogether([
      { what: 'openapi.json', command: [REDOCLY, 'lint', '--extends=recommended-strict', 'public/openapi.json'] },
      ...ENVIRONMENTS.map((env) => ({
        what: `build for ${env}`,
        command: [WRANGLER, 'deploy', '--dry-run', '--env', env, '--outdir', `${OUT}/${env}`],
      })),
    ])
    check.checkScript()
    if (!isWithoutTests) await check.run('tests', commandFile('vitest'), 'run')
  },
})

await runIfMain(import.meta, check)
