import type { Main } from '../../scripts/cli.ts'
import type { Prompt } from '../../scripts/prompt.ts'

interface Result {
  status: number
  stdout: string
  stderr: string
}

interface Options {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** The standard input. */
  input?: string
  /** Somebody at a terminal. */
  prompt?: Prompt
}

/** Runs a script without another process, in a temporary folder if it writes files. */
export async function run(
  main: Main,
  args: readonly string[],
  { cwd = process.cwd(), env = {}, input = '', prompt }: Options = {},
): Promise<Result> {
  let stdout = ''
  let stderr = ''
  const status = await main(args, {
    cwd,
    env,
    print(text) {
      stdout += `${text}\n`
    },
    complain(text) {
      stderr += `${text}\n`
    },
    readInput: async () => input,
    ...(prompt && { prompt }),
  })
  return { status, stdout, stderr }
}
