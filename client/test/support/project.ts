import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { npmFile } from '../../../scripts/programs.ts'

const PACKAGE = join(import.meta.dirname, '../..')
const PROGRAMS = join(import.meta.dirname, '../programs')
const NAME = 'stripe-actions-client'

const run = promisify(execFile)

/** The folder of an installed package, whatever it exports. */
function folderOf(name: string, from: string): string {
  const paths = createRequire(from).resolve.paths(name) ?? []
  const found = paths.map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')))
  if (found === undefined) throw new Error(`${name} is not installed`)
  return found
}

/**
 * An empty project in which the package is installed as `npm pack` makes it, with what it depends on and the SDK for its
 * types, and with the programs of these tests.
 */
export function installPackage() {
  const project = mkdtempSync(join(tmpdir(), 'stripe-actions-client-'))
  const modules = join(project, 'node_modules')
  const installed = join(modules, NAME)
  mkdirSync(installed, { recursive: true })
  const pack = ['pack', '--silent', '--pack-destination', project]
  const tarball =
    execFileSync(process.execPath, [npmFile(), ...pack], { cwd: PACKAGE, encoding: 'utf8' })
      .trim()
      .split('\n')
      .at(-1) ?? ''
  execFileSync('tar', ['-xzf', join(project, tarball), '--strip-components=1', '-C', installed])
  for (const name of ['standardwebhooks', 'stripe']) symlinkSync(folderOf(name, PROGRAMS), join(modules, name))
  cpSync(PROGRAMS, project, { recursive: true })
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')

  return {
    project,
    installed,
    /** Writes a file of the project's. */
    write: (name: string, text: string) => writeFileSync(join(project, name), text),
    /** The files of the package. */
    files: () =>
      readdirSync(installed, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1))
        .sort(),
    /** A module as one script. */
    async bundle(entry: string, conditions: string[] = []): Promise<string> {
      const outfile = join(project, `bundle-${entry}.js`)
      await build({
        absWorkingDir: project,
        entryPoints: [entry],
        outfile,
        bundle: true,
        minify: true,
        format: 'esm',
        platform: 'neutral',
        mainFields: ['module', 'main'],
        conditions,
        logLevel: 'silent',
      })
      return readFileSync(outfile, 'utf8')
    },
    /** A file of the package, or a program without its types: nothing is bundled. */
    async read(file: string): Promise<string> {
      if (file.startsWith('dist/')) return readFileSync(join(installed, file), 'utf8')
      await build({ absWorkingDir: project, entryPoints: [file.replace(/js$/, 'ts')], outdir: project, format: 'esm' })
      return readFileSync(join(project, file), 'utf8')
    },
    /** Runs the programs in Node and returns what they print. */
    async runInNode(...args: string[]): Promise<unknown> {
      for (const file of ['node.js', 'shop.js', 'hooks.js']) await this.read(file)
      const { stdout } = await run(process.execPath, ['node.js', ...args], { cwd: project })
      return JSON.parse(stdout)
    },
    /** What a compiler says of a module that is linked to nothing but the project. */
    async compile(tsc: string, ...files: string[]): Promise<string> {
      const compilerOptions = {
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        types: [],
        module: 'esnext',
        moduleResolution: 'bundler',
        preserveSymlinks: true,
        skipLibCheck: true,
        noEmit: true,
      }
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
      return run(process.execPath, [tsc, '-p', '.'], { cwd: project }).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      )
    },
    remove: () => rmSync(project, { recursive: true, force: true }),
  }
}

export type Installed = ReturnType<typeof installPackage>
