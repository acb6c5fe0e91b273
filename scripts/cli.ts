import { text } from 'node:stream/consumers'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Failure } from './failure.ts'
import { type Prompt, promptOn } from './prompt.ts'

export { Failure }

/** What a script reads and writes, so that tests can run one without another process. */
export interface Io {
  /** The folder of the files that it reads and writes. */
  cwd: string
  env: NodeJS.ProcessEnv
  /** Writes a line to the standard output. */
  print(text: string): void
  /** Writes a line to the standard error. */
  complain(text: string): void
  /** Reads the standard input to its end. */
  readInput(): Promise<string>
  /** Present where somebody is at a terminal. */
  prompt?: Prompt
}

/** Runs a script and returns its exit status. */
export type Main = (args: readonly string[], io: Io) => Promise<number>

type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values']

interface Script<O extends Options> {
  /** How it is called, such as `npm run key`. */
  command: string
  /** What it does, for `--help`. */
  summary: string
  /** Its calls, for `--help`. */
  usage: string
  options: O
  /** Returns the exit status, 0 if nothing. */
  run(given: Values<O>, io: Io): number | undefined | Promise<number | undefined>
}

/** A script that knows `--help` and refuses, in one line, an option that it does not have. */
export function defineScript<const O extends Options>({ command, summary, usage, options, run }: Script<O>): Main {
  return async (args, io) => {
    try {
      if (args.includes('--help')) {
        io.print(`${summary}\n\n${usage}`)
        return 0
      }
      return (await run(read(args, options, command), io)) ?? 0
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      io.complain(error.message)
      return 1
    }
  }
}

function read<const O extends Options>(args: readonly string[], options: O, command: string): Values<O> {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    // Node appends advice about dashes.
    const [problem = ''] = error instanceof Error ? error.message.split(/\.(?=\s|$)/) : []
    throw new Failure(`${problem}. See ${command} -- --help.`)
  }
}

/** Runs a script when Node was started with its file. */
export async function runIfMain({ main: isMain }: ImportMeta, main: Main): Promise<void> {
  if (!isMain) return
  const { argv, env, stdin, stdout } = process
  process.exitCode = await main(argv.slice(2), {
    cwd: process.cwd(),
    env,
    print: (text) => console.log(text),
    complain: (text) => console.error(text),
    readInput: () => text(stdin),
    ...(stdin.isTTY && stdout.isTTY && { prompt: promptOn({ input: stdin, output: stdout }) }),
  })
}
