import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const SCRIPTS = fileURLToPath(new URL('../../scripts/', import.meta.url))

interface Result {
  status: number
  stdout: string
  stderr: string
}

/** Runs a script as npm does, in a folder of its own if it writes files. */
export function runScript(
  name: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
) {
  return new Promise<Result>((resolve) => {
    execFile('node', [`${SCRIPTS}${name}.ts`, ...args], options, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}
