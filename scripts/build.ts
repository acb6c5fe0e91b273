/**
 * Bundles the Worker into `dist/index.js`; wrangler runs it before it serves, tests or deploys (`[build]` in
 * wrangler.toml).
 *
 * The SDK's resources are left out: every call goes through its `rawRequest`. They are a third of the SDK's size, and
 * creating them takes 30 µs of each call and 10 ms of a start.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'

const OUT = 'dist/index.js'

const unused: Plugin = {
  name: 'unused-parts-of-stripe',
  setup({ onLoad }) {
    // The runtime's events, one for each request and response, to which nothing listens: a tenth of a call.
    onLoad({ filter: /[\\/]stripe[\\/]esm[\\/]StripeEmitter\.js$/ }, () => ({
      contents: 'export class StripeEmitter { on() {} once() {} removeListener() {} emit() {} }',
    }))
    onLoad({ filter: /[\\/]stripe[\\/]esm[\\/]resources[\\/].*\.js$/ }, ({ path }) => {
      const names = readFileSync(path, 'utf8').matchAll(/^export (?:class|const) (\w+)/gm)
      return { contents: Array.from(names, ([, name]) => `export class ${name} {}`).join('\n') }
    })
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
  plugins: [unused],
  logLevel: 'warning',
})
const [bundle] = outputFiles
if (!bundle) throw new Error('esbuild made no bundle')
// Renamed into place, so that nobody reads half of it.
mkdirSync('dist', { recursive: true })
const draft = `${OUT}.${process.pid}`
writeFileSync(draft, bundle.contents)
renameSync(draft, OUT)
