import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failure } from './failure.ts'

/** Asks somebody at a terminal. */
export interface Prompt {
  /** Asks for a line; an empty one is answered with `otherwise`. */
  ask(question: string, otherwise?: string): Promise<string>
  /** Asks for a line that is not shown. */
  askHidden(question: string): Promise<string>
}

interface Terminal {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
}

/** Reads a line. readline echoes what is typed itself, since it takes the terminal out of its line mode. */
function readLine({ input, output }: Terminal, question: string, isHidden: boolean): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  if (isHidden) output.write(question)
  const lines = createInterface({ input, output: isHidden ? nowhere : output, terminal: true, historySize: 0 })
  return new Promise((resolve, reject) => {
    let isRead = false
    lines.once('line', (line) => {
      isRead = true
      lines.close()
      resolve(line.trim())
    })
    lines.once('SIGINT', () => lines.close())
    lines.once('close', () => {
      if (isHidden || !isRead) output.write('\n')
      if (!isRead) reject(new Failure('Interrupted.'))
    })
    if (isHidden) return
    lines.setPrompt(question)
    lines.prompt()
  })
}

/** Asks on a terminal. */
export function promptOn(terminal: Terminal): Prompt {
  return {
    async ask(question, otherwise = '') {
      const line = await readLine(terminal, `${question}${otherwise && ` [${otherwise}]`}: `, false)
      return line || otherwise
    },
    askHidden: (question) => readLine(terminal, `${question}: `, true),
  }
}
