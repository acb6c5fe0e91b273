import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

const PACKAGE = join(import.meta.dirname, '..')
const DIST = join(PACKAGE, 'dist')

/** Builds what `npm pack` packs: modules for every runtime, and their types. */
rmSync(DIST, { recursive: true, force: true })
await build({
  entryPoints: [join(PACKAGE, 'src/index.ts'), join(PACKAGE, 'src/webhooks.ts')],
  outdir: DIST,
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  external: ['standardwebhooks'],
})
// Its own file: to find the command `tsc` would take a shell on Windows.
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
execFileSync(process.execPath, [tsc, '-p', join(PACKAGE, 'scripts/tsconfig.package.json')], { stdio: 'inherit' })
// Not every tool that reads types looks for x.d.ts where ./x.ts is imported; for ./x.js each does.
for (const path of globSync(join(DIST, '**/*.d.ts'))) {
  writeFileSync(path, readFileSync(path, 'utf8').replace(/(from '\.[^']*)\.ts'/g, "$1.js'"))
}
