import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const pages = globSync('**/*.md', { exclude: (path) => /node_modules|\.wrangler/.test(String(path)) })

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): Set<string> {
  const headings = readFileSync(page, 'utf8')
    .replace(/^```[\s\S]*?^```/gm, '')
    .matchAll(/^#+ (.*)$/gm)
  return new Set(
    [...headings].map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  )
}

test.each(pages)('the links of %s lead somewhere', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)/g)]
  const broken = links.flatMap(([link, path = '', anchor]) => {
    // Links into the site of the repository, such as its releases.
    if (path.startsWith('../../') && !existsSync(join(dirname(page), path)))
      return page === 'CHANGELOG.md' ? [] : [link]
    const target = path === '' ? page : normalize(join(dirname(page), path))
    if (!existsSync(target)) return [link]
    return anchor && target.endsWith('.md') && !anchorsOf(target).has(anchor) ? [link] : []
  })
  expect(broken).toEqual([])
})
