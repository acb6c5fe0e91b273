import type { Main } from '../../scripts/cli.ts'

interface Result {
  status: number
  stdout: string
  stderr: string
}

/** Runs a script without a process of its own, in a folder of its own if it writes files. */
export async function run(
  main: Main,
  args: readonly string[],
  { cwd = process.cwd(), env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
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
  })
  return { status, stdout, stderr }
}
