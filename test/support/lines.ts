import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The words of a line, as a shell would pass them on. */
export const wordsOf = (line: string) =>
  [...line.matchAll(/'([^']*)'|"((?:\\.|[^"\\])*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double?.replace(/\\(.)/g, '$1') ?? plain ?? '',
  )

/** Runs a line that is to be pasted into a terminal, without a shell, and returns what it prints. */
export async function runLine(line: string, cwd = process.cwd()): Promise<string> {
  const [program = '', ...args] = wordsOf(line)
  const { stdout } = await promisify(execFile)(program === 'node' ? process.execPath : program, args, { cwd })
  return stdout
}
