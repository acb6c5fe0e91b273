import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import * as z from 'zod/mini'

const Manifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })

/**
 * The file of an installed package's command, which Node runs: to find a command by its name takes a shell on Windows.
 *
 * @param from A file of the project whose package it is.
 */
export function commandFile(name: string, command = name, from = import.meta.url): string {
  const manifest = createRequire(from).resolve(`${name}/package.json`)
  const { bin } = Manifest.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const file = typeof bin === 'string' ? bin : bin[command]
  if (file === undefined) throw new Error(`${name} has no command ${command}`)
  return join(dirname(manifest), file)
}

/**
 * npm's own file, which Node runs.
 *
 * @throws Error where npm is not installed
 */
export function npmFile({ npm_execpath: running, PATH = '' }: NodeJS.ProcessEnv = process.env): string {
  if (running?.endsWith('npm-cli.js')) return running
  const found = PATH.split(delimiter).flatMap((folder) => {
    const [link, beside] = [join(folder, 'npm'), join(folder, 'node_modules/npm/bin/npm-cli.js')]
    // A link on POSIX; on Windows npm lies beside its command.
    return [...(existsSync(link) ? [realpathSync(link)] : []), ...(existsSync(beside) ? [beside] : [])]
  })
  const file = found.find((path) => path.endsWith('npm-cli.js'))
  if (file === undefined) throw new Error('npm is not on the PATH')
  return file
}

/** workerd's main module exports the path of its program as `default`: https://github.com/cloudflare/workerd */
const pathOf = (module: { default: string }) => module.default

/** The program of the Workers runtime. */
export const WORKERD: string = pathOf(createRequire(import.meta.url)('workerd'))
