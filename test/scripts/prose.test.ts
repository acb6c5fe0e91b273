import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { prose } from '../../scripts/prose.ts'
import { run } from './run.ts'

test('finds misspelled and banned words and phrases, each with its place', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'stripe-actions-prose-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  copyFileSync('cspell.json', join(cwd, 'cspell.json'))
  writeFileSync(join(cwd, 'page.md'), 'The caller was told.\nA mistkae goes\non, said whoever. `told` is code.\n')
  const { status, stderr } = await run(prose, [], { cwd })
  expect([status, stderr.trim().split('\n')]).toEqual([
    1,
    [
      'page.md:2: "goes on": write continues',
      'page.md:1: "told": find a plain word',
      'page.md:2: "mistkae": unknown word',
      'page.md:3: "whoever": find a plain word',
    ],
  ])
})
