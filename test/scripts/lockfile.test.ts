import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { flawsOf } from '../../scripts/lockfile.ts'

const integrity = 'sha512-x'
const flaws = (entry: object) => flawsOf(JSON.stringify({ packages: { '': {}, 'node_modules/a': entry } }))

test('the lockfile holds packages of the registry with their hashes', () => {
  expect(flawsOf(readFileSync('package-lock.json', 'utf8'))).toEqual([])
  expect(flaws({ integrity })).toEqual([])
  expect(flaws({ integrity, resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz' })).toEqual([])
  expect(flaws({ link: true, resolved: 'packages/a' })).toEqual([])
})

test.each([
  [{}, 'has no SHA-512'],
  [{ integrity: 'sha1-x' }, 'has no SHA-512'],
  [{ integrity, resolved: 'https://evil.example/a.tgz' }, 'comes from https://evil.example/a.tgz'],
  [{ integrity, resolved: 'http://registry.npmjs.org/a.tgz' }, 'comes from http://registry.npmjs.org/a.tgz'],
  [
    { integrity, resolved: 'https://registry.npmjs.org.evil.example/a' },
    'comes from https://registry.npmjs.org.evil.example/a',
  ],
  [{ integrity, resolved: 'git+ssh://git@github.com/a/a.git#1' }, 'comes from git+ssh://git@github.com/a/a.git#1'],
])('%j is refused', (entry, flaw) => {
  expect(flaws(entry)).toEqual([`node_modules/a ${flaw}`])
})
