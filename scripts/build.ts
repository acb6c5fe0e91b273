/**
 * Bundles the Worker into `dist/index.js`; wrangler runs it before it serves, tests or deploys (`[build]` in
 * wrangler.toml).
 *
 * Parts of the SDK are left out, since every call goes through its `rawRequest`: its resources, and what only these use.
 * They are 40 % of the SDK's size, and creating them takes 30 µs of each call and 10 ms of a start.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'

const OUT = 'dist/index.js'

/** Files of the SDK that nothing runs: their classes and functions are replaced by empty ones. */
const UNUSED =
  /[\\/]stripe[\\/]esm[\\/](resources[\\/].*|autoPagination|Decimal|multipart|StripeEventNotificationHandler|V2Coercion)\.js$/
/** The runtime's events, one for each request and response, to which nothing listens: a tenth of a call. */
const EVENTS = /[\\/]stripe[\\/]esm[\\/]StripeEmitter\.js$/

const withoutUnused: Plugin = {
  name: 'without-unused',
  setup({ onLoad }) {
    onLoad({ filter: UNUSED }, ({ path }) => {
      const names = readFileSync(path, 'utf8').matchAll(/^export (?:class|const|function) (\w+)/gm)
      return { contents: Array.from(names, ([, name]) => `export class ${name} {}`).join('\n') }
    })
    onLoad({ filter: EVENTS }, () => ({
      contents: 'export class StripeEmitter { on() {} once() {} removeListener() {} emit() {} }',
    }))
  },
}

const { outputFiles } = await build({
  entryPoints: ['src/index.ts'],
  bundle: true,
  format: 'esm',
  target: 'esnext',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['cloudflare:*', 'node:*'],
  outfile: OUT,
  write: false,
  plugins: [withoutUnused],
  logLevel: 'warning',
})
const [bundle] = outputFiles
if (!bundle) throw new Error('esbuild made no bundle')
// Renamed into place, so that nobody reads half of it.
mkdirSync('dist', { recursive: true })
const draft = `${OUT}.${process.pid}`
writeFileSync(draft, bundle.contents)
renameSync(draft, OUT)
