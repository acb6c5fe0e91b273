import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const OWN = Object.entries(scripts).flatMap(([name, command]) => {
  const [, file] = /^node ((?:scripts|bench)\/\S+\.ts)$/.exec(command) ?? []
  return file === undefined ? [] : [[name === 'start' ? 'npm start' : `npm run ${name}`, file] as const]
})

test('scripts are looked through', () => {
  expect(OWN.map(([command]) => command)).toEqual(expect.arrayContaining(['npm start', 'npm run key', 'npm run check']))
})

test.each(OWN)('%s refuses an unknown option in one line', async (command, file) => {
  const unknown = await promisify(execFile)('node', [file, '--nothing']).catch((error: unknown) => error)
  expect(unknown).toMatchObject({
    code: 1,
    stdout: '',
    stderr: `Unknown option '--nothing'. See ${command} -- --help.\n`,
  })
})
