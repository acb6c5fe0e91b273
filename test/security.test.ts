import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('every file that SECURITY.md names exists', () => {
  const named = [
    ...readFileSync('SECURITY.md', 'utf8').matchAll(/(?:`|\]\()((?:local-stripe|src|test|scripts|docs)\/[\w./-]+)/g),
  ]
  expect(named.length).toBeGreaterThan(20)
  expect(named.map(([, path]) => path).filter((path) => path && !existsSync(path))).toEqual([])
})
