import { describe, expect, test } from 'vitest'
import { defineScript, Failure } from '../../scripts/cli.ts'
import { run } from './run.ts'

const script = defineScript({
  command: 'npm run greet',
  summary: 'Greets somebody.',
  usage: 'npm run greet -- --name Jane [--twice]',
  options: { name: { type: 'string', default: 'you' }, twice: { type: 'boolean' } },
  run({ name, twice }, { print }) {
    if (name === '') throw new Failure('--name must not be empty.')
    if (name === 'bug') throw new Error('a bug')
    print(`Hello ${name}.`)
    return twice ? 2 : undefined
  },
})

describe('a script', () => {
  test('reads its options, and returns its exit status', async () => {
    expect(await run(script, ['--name', 'Jane'])).toEqual({ status: 0, stdout: 'Hello Jane.\n', stderr: '' })
    expect(await run(script, ['--twice'])).toEqual({ status: 2, stdout: 'Hello you.\n', stderr: '' })
  })

  test('answers --help, whatever else is asked for', async () => {
    const stdout = 'Greets somebody.\n\nnpm run greet -- --name Jane [--twice]\n'
    expect(await run(script, ['--nothing', '--help'])).toEqual({ status: 0, stdout, stderr: '' })
  })

  test.each([
    [['--nmae', 'Jane'], "Unknown option '--nmae'"],
    [['Jane'], "Unexpected argument 'Jane'"],
    [['--name'], "Option '--name <value>' argument missing"],
    [['--twice=yes'], "Option '--twice' does not take an argument"],
    [['--name', '--twice'], "Option '--name' argument is ambiguous"],
  ])('refuses %j in one line', async (args, problem) => {
    const stderr = `${problem}. See npm run greet -- --help.\n`
    expect(await run(script, args)).toEqual({ status: 1, stdout: '', stderr })
  })

  test('says why it fails, and lets a bug be seen', async () => {
    expect(await run(script, ['--name='])).toEqual({ status: 1, stdout: '', stderr: '--name must not be empty.\n' })
    await expect(run(script, ['--name', 'bug'])).rejects.toThrow('a bug')
  })
})
