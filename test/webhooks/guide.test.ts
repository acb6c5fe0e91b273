import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { readDestinations } from '../../src/webhooks/destinations.ts'
import { json, startUpstream } from '../support/upstream.ts'
import { type Event, event, startDestination, startWebhooks } from './support.ts'

const GUIDE = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8')

/** The blocks of the guide of a language and a kind. */
const blocks = (kind: string) =>
  [...GUIDE.matchAll(new RegExp(`^ *\`\`\`${kind}\\n(?<text>[^\`]*)\`\`\``, 'gm'))].map(
    ({ groups }) => groups?.['text'] ?? '',
  )

interface Shown {
  name: string
  url: string
  types: string[]
  secret: string
  enrichments?: { as: string }[]
}
const shown = blocks('json destinations').flatMap((text) => JSON.parse(text) as Shown[])
const SNIPPET = new URL('./guide-snippet.js', import.meta.url)

const destination = await startDestination()
const stripe = await startUpstream()
stripe.answers(json(200, { id: 'obj_1', object: 'thing', email: 'jenny@example.com', line_items: { data: [] } }))
const worker = await startWebhooks({
  vars: { STRIPE_API_BASE_URL: stripe.url },
  destinations: shown.map((one) => ({ ...one, url: destination.url })),
})
writeFileSync(SNIPPET, blocks('js verify')[0] ?? '')
afterAll(async () => {
  rmSync(SNIPPET, { force: true })
  await worker.close()
  await Promise.all([destination.close(), stripe.close()])
})

test('the guide shows three destinations', () => {
  expect(shown.map(({ name }) => name)).toEqual(['orders', 'subscriptions', 'dunning'])
})

test('an enrichment that it names in a sentence is one', () => {
  const named = [...GUIDE.matchAll(/`(\{ "as": [^`]*)`/g)].map(([, text]) => JSON.parse(text ?? '') as object)
  expect(named).toHaveLength(1)
  expect(readDestinations(JSON.stringify([{ ...shown[0], enrichments: named }]), actions)).toHaveProperty('value')
})

test.each(shown.map((one) => [one.name, one] as const))('%s gets what the guide says', async (_, one) => {
  const { verify } = (await import(/* @vite-ignore */ SNIPPET.href)) as {
    verify: (text: string, headers: unknown, secret: string) => unknown
  }
  const [body] = blocks('json body')
  for (const pattern of one.types) {
    const given: Event = event(pattern.replace('*', 'updated'), { id: 'obj_1', customer: 'cus_1' })
    await worker.receive(given)
    await worker.reaches(given, 'delivered', one.name)
    const [got] = destination.of(given)
    expect(Object.keys(got?.body ?? {})).toEqual(Object.keys(JSON.parse(body ?? '')))
    expect(Object.keys(got?.body.attachments ?? {})).toEqual((one.enrichments ?? []).map(({ as }) => as))
    expect(verify(got?.text ?? '', got?.headers, one.secret)).toEqual(got?.body)
    expect(() => verify(`${got?.text} `, got?.headers, one.secret)).toThrow()
  }
})
