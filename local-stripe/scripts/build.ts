import { execFileSync } from 'node:child_process'
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, URL } from 'node:url'
import { build } from 'esbuild'
import { readOptions, runCommand } from './options.ts'

const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
const DIST = join(PACKAGE, 'dist')

/** Bundles the Worker into dist/worker.js, which workerd.capnp serves. */
export async function buildWorker(): Promise<void> {
  // Another process may be building or starting it at the same time: it sees the old file or the new one, never half of it.
  const unfinished = join(DIST, `worker.${process.pid}.js`)
  await build({
    entryPoints: [join(PACKAGE, 'src/index.ts')],
    outfile: unfinished,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
  })
  renameSync(unfinished, join(DIST, 'worker.js'))
}

/** Builds the command and the module for the package that `npm pack` makes. */
async function buildNode(): Promise<void> {
  await build({
    entryPoints: [join(PACKAGE, 'scripts/cli.ts'), join(PACKAGE, 'scripts/server.ts')],
    outdir: DIST,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['workerd'],
  })
  // Its own file: to find the command `tsc` would take a shell on Windows.
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', join(PACKAGE, 'scripts/tsconfig.package.json')], { stdio: 'inherit' })
}

const USAGE = `Bundles the local Stripe's Worker; with --package, also the command and the module that npm pack packs.

node scripts/build.ts [--package]`

if (import.meta.main) {
  await runCommand(USAGE, async (args) => {
    const options = { package: { type: 'boolean', default: false } } as const
    const { package: isForPackage } = readOptions(args, options, 'node scripts/build.ts')
    await buildWorker()
    if (!isForPackage) return
    // Not the Worker, which another process may be starting.
    for (const name of readdirSync(DIST)) if (name !== 'worker.js') rmSync(join(DIST, name), { recursive: true })
    await buildNode()
  })
}
