import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

interface Package {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const { scripts, dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Package

/** What serves and deploys; the others are for development. */
const RUNNING = ['start', 'deploy', 'key', 'doctor', 'webhooks:setup', 'local-stripe', 'local-stripe:reset']
const files = RUNNING.flatMap((name) => (scripts[name] ?? '').match(/\S+\.ts\b/g) ?? [])

/** The packages that modules import, and those that these import. */
async function packagesOf(entryPoints: string[]): Promise<Set<string>> {
  const { metafile } = await build({
    entryPoints,
    outdir: 'unwritten',
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
  })
  const paths = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external))
  const names = paths.map(({ path }) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path)
  return new Set(names.filter((name) => !/^(node|cloudflare):/.test(name)))
}

describe('npm install --omit=dev installs what', () => {
  test('npm start, npm run deploy and the like import', async () => {
    expect(files).toEqual(
      expect.arrayContaining(['scripts/start.ts', 'scripts/deploy.ts', 'local-stripe/scripts/cli.ts']),
    )
    // What wrangler.toml builds with, and what the two Workers are built from.
    const all = [...files, 'scripts/build.ts', 'src/index.ts', 'local-stripe/src/index.ts']
    const packages = await packagesOf(all)
    expect([...packages].filter((name) => !(name in dependencies))).toEqual([])
    expect([...packages]).toEqual(expect.arrayContaining(['hono', 'stripe', 'esbuild', 'wrangler']))
  })

  test('runs them: a Node that knows TypeScript', () => {
    expect(Number.parseInt(dependencies['node'] ?? '', 10)).toBeGreaterThanOrEqual(24)
  })
})

test('docs/packages.md says what each package is for', () => {
  const firstCells = readFileSync('docs/packages.md', 'utf8').matchAll(/^\|([^|]*)\|/gm)
  const described = [...firstCells].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  expect(described.toSorted()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).toSorted())
})
