import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { readEnvironment, varsOf } from '../../scripts/configuration.ts'
import { belongsToCustomer } from '../../src/access/ownership.ts'
import { readPolicy } from '../../src/access/policy.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity.ts'
import { json, startUpstream, type Upstream } from '../support/upstream.ts'
import { type Script, startScript } from '../support/worker.ts'

interface Rule {
  allow: string[]
}
interface Policy {
  jwt?: object
  end_users?: Rule[]
  public?: Rule[]
}

const GUIDE = readFileSync(new URL('../../docs/browser.md', import.meta.url), 'utf8')
const [OWN, PUBLIC] = [...GUIDE.matchAll(/^### (?<title>.*)\n[^`]*```json policy\n(?<body>[^`]*)```/gm)].map(
  ({ groups }) => ({ title: groups?.['title'], policy: JSON.parse(groups?.['body'] ?? '') as Policy }),
)

let idp: IdentityProvider
let upstream: Upstream
let workers: { own: Script; public: Script }
let callers = 0

beforeAll(async () => {
  ;[idp, upstream] = await Promise.all([startIdentityProvider(), startUpstream()])
  const start = (policy: Policy | undefined) =>
    startScript({ vars: { STRIPE_API_BASE_URL: upstream.url, ACCESS_POLICY: JSON.stringify(policy) } })
  workers = {
    own: await start({ ...OWN?.policy, jwt: idp.jwt }),
    public: await start(PUBLIC?.policy),
  }
})
afterAll(() => Promise.all([workers.own.close(), workers.public.close(), upstream.close(), idp.close()]))

/** Calls as a user, or as an address without a credential, that is new each time. */
async function call(kind: 'own' | 'public', action: string, input: unknown, claims?: Record<string, unknown>) {
  callers += 1
  upstream.answers((request, response) => {
    const customer = /_other\b/.test(request.path) ? 'cus_other' : 'cus_mine'
    if (request.method === 'GET' && !/_(mine|other)\b/.test(request.path)) {
      return json(200, { object: 'list', data: [{ id: 'x_1', object: 'x', customer }], has_more: false })(
        request,
        response,
      )
    }
    json(200, { id: 'x_1', object: 'x', customer })(request, response)
  })
  const mine = { app_metadata: { stripe_customer_id: 'cus_mine' } }
  return workers[kind].send(`/actions/${action}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'cf-connecting-ip': `192.0.2.${callers}`,
      ...(kind === 'own' && {
        authorization: `Bearer ${await idp.token({ ...(claims ?? mine), sub: `user_${callers}` })}`,
      }),
    },
    body: JSON.stringify(input),
  })
}

const allowed = (policy: Policy | undefined) =>
  [...(policy?.end_users ?? []), ...(policy?.public ?? [])].flatMap(({ allow }) => allow)

/** An input of an action that makes a call by the policies, with whatever ID is asked for. */
function inputOf(name: string, ids: Record<string, string>): Record<string, unknown> {
  const more: Record<string, object> = {
    'create-checkout-session': {
      mode: 'payment',
      line_items: [{ price: 'price_basic', quantity: 1 }],
      success_url: 'https://shop.example.com/done',
      cancel_url: 'https://shop.example.com/back',
    },
    'update-customer': { name: 'Jane', phone: '', address: { city: 'Paris' } },
  }
  return { ...more[name], ...ids }
}

/** The inputs of an action that name objects of customers. */
function idsOf(name: string): string[] {
  const action = actions.find((one) => one.name === name)
  return Object.entries(action?.input ?? {}).flatMap(([input, { reader }]) =>
    reader.refersTo !== undefined && belongsToCustomer(reader.refersTo) ? [input] : [],
  )
}

function reach(name: string, whose: string, input: string) {
  const prefix = { customer: 'cus', customer_id: 'cus' }[input] ?? 'obj'
  return inputOf(name, { [input]: `${prefix}_${whose}` })
}

test('what it shows of a policy and of wrangler.toml is right', () => {
  const [, jwt = ''] = /^```json\n([^`]*)```/m.exec(GUIDE) ?? []
  expect(readPolicy(JSON.stringify({ jwt: JSON.parse(jwt) }), actions)).toHaveProperty('value')
  const [, toml = ''] = /^```toml\n([^`]*)```/m.exec(GUIDE) ?? []
  const folder = mkdtempSync(join(tmpdir(), 'guide-'))
  const [policy] = [JSON.stringify(OWN?.policy)]
  const filled = toml.replace(/\{ \.\.\. .* \.\.\. \}/, policy)
  writeFileSync(
    join(folder, 'wrangler.toml'),
    `name = "a"\nmain = "a.js"\ncompatibility_date = "2026-11-17"\n${filled}`,
  )
  const { ACCESS_POLICY, ...vars } = varsOf(readEnvironment('production', folder))
  expect(vars).toEqual({ STRIPE_MODE: 'live', ALLOWED_ORIGINS: 'https://shop.example.com' })
  expect(readPolicy(ACCESS_POLICY, actions)).toHaveProperty('value')
  rmSync(folder, { recursive: true })
})

test('the call that it shows for a page works', async () => {
  const [, snippet = ''] = /^## From a page\n\n```js\n([^`]*`[^`]*`[^`]*)```/m.exec(GUIDE) ?? []
  expect(snippet).toContain('await fetch(')
  const token = await idp.token({ app_metadata: { stripe_customer_id: 'cus_mine' }, sub: 'user_page' })
  upstream.answers(
    json(200, { object: 'list', data: [{ id: 'in_1', object: 'invoice', customer: 'cus_mine' }], has_more: false }),
  )
  const result: unknown = await runInNewContext(`(async () => {${snippet}; return { data, error } })()`, {
    JSON,
    token,
    fetch: (url: string, init: RequestInit) => workers.own.send(new URL(url).pathname, init),
  })
  expect(result).toEqual({ data: [expect.objectContaining({ id: 'in_1' })], error: undefined })
  expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toEqual({ status: 'open', customer: 'cus_mine' })
})

test('the guide has both policies', () => {
  expect(OWN?.title).toBe('Customers manage their own objects')
  expect(PUBLIC?.title).toBe('Public checkout of listed prices')
})

describe('customers manage their own', () => {
  const names = allowed(OWN?.policy)
  const reached = names.flatMap((name) => idsOf(name).map((input) => [name, input] as const))

  test.each(reached)('%s by %s', async (name, input) => {
    expect((await call('own', name, reach(name, 'mine', input))).status).toBe(200)
    const response = await call('own', name, reach(name, 'other', input))
    expect(response.status).toBe(404)
    expect(upstream.requests.filter(({ method }) => method !== 'GET')).toEqual([])
    const without = await call('own', name, reach(name, 'mine', input), {
      user_metadata: { stripe_customer_id: 'cus_mine' },
    })
    expect(without.status).toBe(403)
    expect(upstream.requests).toEqual([])
  })

  test.each(names)('%s: expand and further parameters are no way out', async (name) => {
    const [id] = idsOf(name)
    const input = id === undefined ? {} : reach(name, 'mine', id)
    for (const more of [
      { expand: ['customer'] },
      { expand: ['data.customer'] },
      { extra_params: { customer_account: 'acct_other' } },
    ]) {
      expect((await call('own', name, { ...input, ...more })).status).toBe(403)
      expect(upstream.requests).toEqual([])
    }
  })

  test('no other action runs', async () => {
    for (const { name } of actions.filter(({ name }) => !names.includes(name))) {
      expect((await call('own', name, {})).status).toBe(403)
    }
  })

  test.each([
    { line_items: [{ price: 'price_other', quantity: 1 }] },
    { line_items: [{ price: 'price_basic', quantity: 11 }] },
    { line_items: [{ price: 'price_basic', quantity: 1, price_data: { unit_amount: 1 } }] },
    { success_url: 'https://evil.example.com/' },
    { subscription_data: { trial_period_days: 365 } },
    { metadata: { user_id: 'user_0' } },
    { mode: 'setup' },
  ])('a checkout with %j is refused', async (more) => {
    const input = { ...inputOf('create-checkout-session', {}), ...more }
    expect((await call('own', 'create-checkout-session', input)).status).toBe(403)
    expect(upstream.requests).toEqual([])
  })

  test('an e-mail address is not changed', async () => {
    expect((await call('own', 'update-customer', { email: 'a@example.com' })).status).toBe(403)
  })
})

describe('public checkout of listed prices', () => {
  const names = allowed(PUBLIC?.policy)
  const items = (item: object) => ({ line_items: [{ price: 'price_small', quantity: 1, ...item }] })

  test('it works', async () => {
    expect((await call('public', 'create-checkout-session', items({}))).status).toBe(200)
    expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toMatchObject({
      mode: 'payment',
      success_url: 'https://shop.example.com/thanks?session_id={CHECKOUT_SESSION_ID}',
    })
    expect((await call('public', 'list-prices', {})).status).toBe(200)
    expect(upstream.requests[0]?.params).toContainEqual(['active', 'true'])
  })

  test.each([
    items({ price: 'price_other' }),
    items({ quantity: 6 }),
    items({ price_data: { unit_amount: 1 } }),
    { ...items({}), customer: 'cus_other' },
    { ...items({}), mode: 'subscription' },
    { ...items({}), success_url: 'https://evil.example.com/' },
    { ...items({}), allow_promotion_codes: true },
    { ...items({}), expand: ['customer'] },
    { ...items({}), extra_params: { discounts: [{ coupon: 'all' }] } },
  ])('a checkout with %j is refused', async (input) => {
    expect((await call('public', 'create-checkout-session', input)).status).toBe(403)
    expect(upstream.requests).toEqual([])
  })

  test('what is not sold is not shown, and no other action runs', async () => {
    expect((await call('public', 'list-products', { active: 'false' })).status).toBe(403)
    for (const { name } of actions.filter(({ name }) => !names.includes(name))) {
      expect((await call('public', name, {})).status).toBe(403)
    }
  })
})
