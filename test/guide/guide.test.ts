import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { type AtLocalStripe, entry, payAt, startAtLocalStripe } from '../support/worker.ts'

const GUIDE = readFileSync(new URL('../../docs/weweb.md', import.meta.url), 'utf8')

/** A request that the guide shows: a block of JSON whose fence names the action, an error's status and headers. */
interface Shown {
  action: string
  status: number
  headers: Record<string, string>
  body: string
  /** The name that later requests use for the ID in the response, or for that of its first entry. */
  keptAs: string | undefined
  /** The answer that the guide shows. */
  answer: object | undefined
}

function blocks(): Shown[] {
  const shown: Shown[] = []
  for (const { groups } of GUIDE.matchAll(
    /^ *```json (?<info>.*)\n(?<body>[^`]*)```|Keep (?:its `id`|the `id` of its first entry) \(here `(?<kept>\w+)`\)/gm,
  )) {
    const { info, body = '', kept } = groups ?? {}
    const last = shown.at(-1)
    if (info === undefined) {
      if (last) last.keptAs = kept
    } else if (info === 'answer') {
      if (last) last.answer = JSON.parse(body) as object
    } else {
      const [action = '', ...others] = info.split(' ')
      const status = others.find((word) => /^\d{3}$/.test(word))
      const headers = others.flatMap((word) => (word.includes('=') ? [word.split('=', 2) as [string, string]] : []))
      shown.push({
        action,
        status: Number(status ?? 200),
        headers: Object.fromEntries(headers),
        body,
        keptAs: undefined,
        answer: undefined,
      })
    }
  }
  return shown
}

/** What the guide lets the key of an environment run. */
function rightsOf(env: string): string[] {
  const [, allow = ''] = new RegExp(`--env ${env} --key-name weweb --allow "([^"]+)"`).exec(GUIDE) ?? []
  return allow.split(',')
}

const KEY = 'key-weweb'
let worker: AtLocalStripe
beforeAll(async () => {
  const API_KEYS = JSON.stringify([entry('weweb', { key: KEY, allow: rightsOf('staging') })])
  worker = await startAtLocalStripe({ API_KEYS })
})
afterAll(() => worker.close())

/** Calls an action with the guide's key. */
function call(action: string, input: unknown, headers: Record<string, string> = {}) {
  return worker.send(`/actions/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  })
}

interface Answered {
  id: string
  data?: { id: string }[]
  url?: string
  payment_status?: string
  payment_intent?: string
  status?: string
}

/** The status of a payment intent that waits for a card. */
const UNPAID = 'requires_payment_method'

/** How many requests of the guide use the ID that it calls by this name. */
const usesOf = (name: string) => blocks().filter(({ body }) => body.includes(`"${name}"`)).length

/** Completes the page of a checkout session, as its customer does. */
async function complete(session: Answered): Promise<Answered> {
  const paid = await payAt(session.url ?? '')
  expect(paid.status).toBe(303)
  const response = await call('retrieve-checkout-session', { id: session.id })
  return (await response.json()) as Answered
}

test('every request of the guide does what the guide says, with the key that it makes', async () => {
  const shown = blocks()
  const ids = new Map<string, string>()
  expect(shown.length).toBeGreaterThan(9)
  for (const { action, status, headers, body, keptAs, answer } of shown) {
    const text = body.replace(/"(\w+)"/g, (_, name: string) => `"${ids.get(name) ?? name}"`)
    const response = await call(action, JSON.parse(text), headers)
    const answered: unknown = await response.json()
    expect(response.status, `${action} ${text} ${JSON.stringify(answered)}`).toBe(status)
    if (answer !== undefined) expect(answered).toMatchObject(answer)
    const result = answered as Answered
    if (keptAs !== undefined) ids.set(keptAs, result.data?.[0]?.id ?? result.id)
    if (keptAs?.startsWith('cs_')) {
      const { payment_status, payment_intent } = await complete(result)
      expect(payment_status).toBe(keptAs === 'cs_setup' ? 'no_payment_required' : 'paid')
      if (keptAs === 'cs_once') ids.set('pi_paid', payment_intent ?? '')
    }
    if (action === 'create-payment-intent') expect(result.status).toBe(/"confirm"/.test(body) ? 'succeeded' : UNPAID)
    if (action === 'list-active-entitlements') expect(result.data).toMatchObject([{ lookup_key: 'reports' }])
  }
  const unused = [...ids.keys()].filter((name) => name !== 'cs_subscription' && name !== 'cs_setup' && !usesOf(name))
  expect(unused).toEqual([])
})

test('every action that the guide names exists, and every block of JSON is a request or an answer', () => {
  const names: string[] = actions.map(({ name }) => name)
  for (const { action } of blocks()) expect(names).toContain(action)
  expect(GUIDE.match(/^ *```json/gm)).toHaveLength(GUIDE.match(/^ *```json (answer|[a-z]+-[a-z-]+)/gm)?.length ?? 0)
})

test('its keys may run what it runs, and nothing else', () => {
  const used = [...new Set(blocks().map(({ action }) => action))]
  expect(rightsOf('staging').sort()).toEqual(used.sort())
  // In production, products and prices are made in the dashboard.
  const once = ['create-product', 'create-price', 'create-feature', 'attach-product-feature', 'create-meter']
  const flows = used.filter((action) => !once.includes(action))
  expect(rightsOf('production').sort()).toEqual(flows.sort())
})
