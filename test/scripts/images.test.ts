import { globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const GUIDES = ['README.md', ...globSync('docs/**/*.md')]
const shown = GUIDES.flatMap((guide) =>
  [...readFileSync(guide, 'utf8').matchAll(/\]\(([^)]*\.png)\)/g)].map(([, path = '']) =>
    normalize(join(dirname(guide), path)),
  ),
)

test('the README and the guides show every picture, and none is large', () => {
  const pictures = globSync('docs/images/*.png')
  expect([...new Set(shown)].sort()).toEqual(pictures.sort())
  expect(pictures).toHaveLength(3)
  for (const picture of pictures) expect(statSync(picture).size).toBeLessThan(200_000)
})
