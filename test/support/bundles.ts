import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { npmFile } from '../../scripts/programs.ts'
import { buildBundle } from '../../scripts/wrangler.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folders of the scripts that are tested, as a deploy would upload them. */
    bundles: { worker: string; localStripe: string }
  }
}

/** Builds both Workers once for all tests: each start would build them again. Environments differ in bindings only. */
export default async function setup(project: TestProject) {
  // As npm names itself to what it runs, for tests that pack.
  process.env['npm_execpath'] ??= npmFile()
  const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-bundles-'))
  const bundles = { worker: join(folder, 'worker'), localStripe: join(folder, 'local-stripe') }
  const build = () =>
    Promise.all([
      buildBundle(bundles.worker, '--config', 'wrangler.toml', '--env', 'staging'),
      buildBundle(bundles.localStripe, '--config', 'local-stripe/wrangler.toml'),
    ])
  await build()
  project.onTestsRerun(async () => {
    await build()
  })
  project.provide('bundles', bundles)
  return () => rmSync(folder, { recursive: true, force: true })
}
