import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lint } from 'cspell'
import * as z from 'zod/mini'
import { defineScript, Failure, runIfMain } from './cli.ts'

const CONFIG = 'cspell.json'

const Config = z.object({ files: z.array(z.string()), ignorePaths: z.array(z.string()) })

/** Phrases that are not plain English, and what to write instead. Single words are `flagWords` in cspell.json. */
const PHRASES = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync('scripts/phrases.json', 'utf8')))

const PATTERN = new RegExp(`\\b(${Object.keys(PHRASES).join('|').replaceAll(' ', '\\s+')})\\b`, 'gi')

/** The banned phrases in a text, each with its line. */
function phrasesIn(text: string): string[] {
  return Array.from(text.matchAll(PATTERN), ({ 0: phrase, index }) => {
    const line = text.slice(0, index).split('\n').length
    const instead = PHRASES[phrase.toLowerCase().replace(/\s+/g, ' ')]
    return `${line}: "${phrase.replace(/\s+/g, ' ')}": write ${instead}`
  })
}

/** The words that cspell does not know or that are banned, each with its place. */
async function wordsIn(root: string): Promise<string[]> {
  const found: string[] = []
  await lint(
    [],
    { root, config: join(root, CONFIG), progress: false },
    {
      issue({ uri = '', row, text, isFlagged }) {
        const path = relative(root, fileURLToPath(uri))
        found.push(`${path}:${row}: "${text}": ${isFlagged ? 'find a plain word' : 'unknown word'}`)
      },
      error(message, error) {
        throw new Error(message, { cause: error })
      },
    },
  )
  return found
}

/** Checks spelling and wording. The files and the words are in cspell.json. */
export const prose = defineScript({
  command: 'node scripts/prose.ts',
  summary: 'Checks spelling and wording in documents, messages and comments.',
  usage: 'node scripts/prose.ts',
  options: {},
  async run(_, { cwd, print }) {
    const { files, ignorePaths } = Config.parse(JSON.parse(readFileSync(join(cwd, CONFIG), 'utf8')))
    const paths = globSync(files, { cwd, exclude: ignorePaths })
    const phrases = paths.flatMap((path) =>
      phrasesIn(readFileSync(join(cwd, path), 'utf8')).map((phrase) => `${path}:${phrase}`),
    )
    const found = [...phrases, ...(await wordsIn(cwd))]
    if (found.length > 0) throw new Failure(found.join('\n'))
    print(`spelling and wording: ${paths.length} files checked`)
  },
})

await runIfMain(import.meta, prose)
