import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values']

/** @throws Error of one line, which names `command`, for what is no option of it */
export function readOptions<const O extends Options>(args: string[], options: O, command: string): Values<O> {
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    // Node appends advice about dashes.
    const [problem = ''] = error instanceof Error ? error.message.split(/\.(?=\s|$)/) : []
    throw new Error(`${problem}. See ${command} --help.`)
  }
}

/** Runs a command with the arguments of this process: prints its usage for `--help`, and a failure in one line. */
export async function runCommand(usage: string, run: (args: string[]) => Promise<void>): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    console.log(usage)
    return
  }
  try {
    await run(args)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
