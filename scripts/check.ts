import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Checks everything that must hold before a change lands, in the order of how soon each tells. CI runs this alone. */
const ENVIRONMENTS = ['local', 'staging', 'production']
const OUT = '.wrangler/check'
/** Bytes that the Worker's script may have, compressed. */
const SCRIPT_LIMIT = 128 * 1024

function run(what: string, command: string, ...args: string[]) {
  console.log(`\n--- ${what}: ${command} ${args.join(' ')}`)
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    },
  })
  if (status !== 0) fail(what)
}

function fail(what: string): never {
  console.error(`\n--- ${what}: failed`)
  process.exit(1)
}

/** The text of every generated file, by path. */
function generated(): Record<string, string> {
  const folders = ['src/stripe', 'scripts', 'local-stripe/src', 'local-stripe/test'].map((one) => `${one}/generated`)
  const files = [...folders, 'public', 'public/docs'].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(folder, entry.name)] : [])),
  )
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, 'utf8')]))
}

run('format and lint', 'biome', 'ci')
run('types of the Worker', 'tsc', '-p', '.')
run('types of tests', 'tsc', '-p', 'test')
run('types of scripts', 'tsc', '-p', 'scripts')
run('types of the console', 'tsc', '-p', 'console')
run('types of the local Stripe', 'tsc', '-p', 'local-stripe')
run("types of the local Stripe's tests", 'tsc', '-p', 'local-stripe/test')
run("types of the local Stripe's scripts", 'tsc', '-p', 'local-stripe/scripts')
run('dependencies', 'node', 'scripts/dependencies.ts')
run('types of bindings', 'node', 'scripts/types.ts', '--check')

const before = generated()
run('generated files', 'npm', 'run', 'generate')
const stale = Object.entries(generated()).filter(([path, text]) => before[path] !== text)
if (stale.length > 0)
  fail(`${stale.map(([path]) => path).join(', ')} was out of date and has been generated again; commit it`)

run('openapi.json', 'redocly', 'lint', '--extends=recommended-strict', 'public/openapi.json')

for (const env of ENVIRONMENTS)
  run(`build for ${env}`, 'wrangler', 'deploy', '--dry-run', '--env', env, '--outdir', OUT)
const size = gzipSync(readFileSync(join(OUT, 'index.js')), { level: 9 }).length
console.log(`\n--- size of the script: ${size} bytes compressed, of at most ${SCRIPT_LIMIT}`)
if (size > SCRIPT_LIMIT) fail('size of the script')

const script = readFileSync(join(OUT, 'index.js'), 'utf8')
const built = ['toJSONSchema', '"openapi"'].filter((text) => script.includes(text))
console.log(`--- documents in the script: ${built.join(', ') || 'none'}`)
if (built.length > 0) fail('documents are made ahead, none at run time')

run('tests', 'npm', 'test')
run('tests in a browser', 'npm', 'run', 'test:browser')
