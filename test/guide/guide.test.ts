import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { entry, startWorker, type Worker } from '../support/worker.ts'

const GUIDE = readFileSync(new URL('../../docs/weweb.md', import.meta.url), 'utf8')

/** A request that the guide shows: a block of JSON whose fence names the action, an error's status and headers. */
interface Shown {
  action: string
  status: number
  headers: Record<string, string>
  body: string
  /** The name under which later requests speak of the answer's ID. */
  keptAs: string | undefined
  /** The answer that the guide shows. */
  answer: object | undefined
}

function blocks(): Shown[] {
  const shown: Shown[] = []
  for (const { groups } of GUIDE.matchAll(
    /^ *```json (?<info>.*)\n(?<body>[^`]*)```|Keep its `id` \(here `(?<kept>\w+)`\)/gm,
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
let worker: Worker
beforeAll(async () => {
  const API_KEYS = JSON.stringify([entry('weweb', { key: KEY, allow: rightsOf('staging') })])
  worker = await startWorker({ env: 'local', localStripe: true, secrets: { API_KEYS } })
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
  url?: string
  payment_status?: string
  payment_intent?: string
}

/** Pays on the page of a checkout session, as its customer does. */
async function pay(session: Answered): Promise<string> {
  const { pathname, origin } = new URL(session.url ?? '')
  const paid = await worker.send(pathname, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ email: 'jane@example.com', card: '4242 4242 4242 4242' }),
  })
  expect(paid.status).toBe(303)
  const response = await call('retrieve-checkout-session', { id: session.id })
  const { payment_status, payment_intent } = (await response.json()) as Answered
  expect(payment_status).toBe('paid')
  return payment_intent ?? ''
}

test('every request of the guide does what the guide says, with the key that it makes', async () => {
  const shown = blocks()
  const ids = new Map<string, string>()
  expect(shown.length).toBeGreaterThan(9)
  for (const { action, status, headers, body, keptAs, answer } of shown) {
    const text = body.replace(/"((?:prod|price|cs|pi)_\w+)"/g, (_, name: string) => `"${ids.get(name) ?? name}"`)
    const response = await call(action, JSON.parse(text), headers)
    const answered: unknown = await response.json()
    expect(response.status, `${action} ${text} ${JSON.stringify(answered)}`).toBe(status)
    if (answer !== undefined) expect(answered).toMatchObject(answer)
    const { id, ...more } = answered as Answered
    if (keptAs !== undefined) ids.set(keptAs, id)
    if (keptAs === 'cs_once') ids.set('pi_paid', await pay({ id, ...more }))
  }
  const named = ['prod_premium', 'price_once', 'price_monthly', 'cs_once', 'pi_paid']
  expect([...ids.keys()].sort()).toEqual(named.sort())
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
  const flows = used.filter((action) => !['create-product', 'create-price'].includes(action))
  expect(rightsOf('production').sort()).toEqual(flows.sort())
})
