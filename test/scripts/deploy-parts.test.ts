import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { modeOf, readEnvironment } from '../../scripts/configuration.ts'
import { addressOf, readDomain, writeAddress } from '../../scripts/deploy/address.ts'
import { permissionsFor } from '../../scripts/deploy/choices.ts'
import { type LocalFacts, type RemoteFacts, readLocalFacts } from '../../scripts/deploy/facts.ts'
import { keyPage, neededPermissions, permissionOf } from '../../scripts/deploy/permissions.ts'
import { describePlan, planOf } from '../../scripts/deploy/plan.ts'
import { withSecretsFile } from '../../scripts/deploy/secrets-file.ts'
import { hashOf } from '../../scripts/deploy/state.ts'
import { promptOn } from '../../scripts/prompt.ts'

const SHOP = { name: 'shop', url: 'https://example.com/hook', types: ['*'], secret: `whsec_${btoa('x'.repeat(32))}` }
const KEYS = ['STRIPE_SECRET_KEY', 'API_KEYS']
const entry = (...allow: string[]) => ({ name: 'a', sha256: 'a'.repeat(64), allow })

let cwd: string
let here: LocalFacts
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'deploy-'))
  writeFileSync(join(cwd, 'wrangler.toml'), readFileSync('wrangler.toml'))
  here = readLocalFacts('staging', { cwd })
})
afterEach(() => rmSync(cwd, { recursive: true }))

test('what is wrong in a file is found first', () => {
  const look = (name: string, change: (text: string) => string) => () => {
    const [file, text] = [join(cwd, name), name === 'wrangler.toml' ? readFileSync(join(cwd, name), 'utf8') : '']
    writeFileSync(file, change(text))
    return readLocalFacts('staging', { cwd })
  }
  expect(look('.webhooks.staging.json', () => '{')).toThrow(/^\.webhooks\.staging\.json must be JSON/)
  expect(look('.webhooks.staging.json', () => '[{}]')).toThrow('.webhooks.staging.json [0].name')
  const many = Array.from({ length: 48 }, (_, index) => ({ ...SHOP, name: `shop${index}` }))
  expect(look('.webhooks.staging.json', () => JSON.stringify(many))).toThrow('exceeds the 5120 bytes')
  expect(look('.webhooks.staging.json', () => '[]')().destinations).toBe('[]')
  expect(look('.keys.staging.json', () => '[{}]')).toThrow('.keys.staging.json [0].name')
  rmSync(join(cwd, '.keys.staging.json'))
  const vars = 'vars = { STRIPE_MODE = "test", ACCESS_POLICY = "{}x" }'
  expect(look('wrangler.toml', (text) => text.replaceAll('vars = { STRIPE_MODE = "test" }', vars))).toThrow(
    'wrangler.toml: ACCESS_POLICY must be JSON',
  )
})

describe('permissions of a restricted key', () => {
  // call-stripe-api calls any collection.
  const fixed = actions.filter(({ request }) => request === undefined)
  test.each(fixed.map(({ name, path }) => [name, path]))('%s is in a collection that is known', (_, path) => {
    expect(permissionOf(path).collection).toBeDefined()
  })

  test('are those of the actions that a key allows, and Write includes Read', () => {
    const { permissions, unpublished } = permissionsFor(here, [
      entry('*-price', 'refund-payment'),
      entry('list-customers'),
    ])
    expect(permissions.map(({ name, level }) => `${name}: ${level}`)).toEqual([
      'Charges and Refunds: Write',
      'Customers: Read',
      'Prices: Write',
    ])
    expect(unpublished).toEqual([])
  })

  test('are those of the policy, of enrichments and of webhooks too', () => {
    const policy = {
      jwt: { issuer: 'https://a.example.com', audience: 'a', jwks_url: 'https://a.example.com/jwks' },
      end_users: [{ allow: ['create-checkout-session'], own: '$claims.customer' }],
      public: [{ allow: ['list-products'], own: false }],
    }
    const enrichments = [{ as: 'invoice', action: 'retrieve-invoice', input: { invoice_id: '$event.data.object.id' } }]
    const { permissions } = permissionsFor(
      {
        ...here,
        vars: { ACCESS_POLICY: JSON.stringify(policy) },
        destinations: JSON.stringify([{ ...SHOP, enrichments }]),
      },
      [],
    )
    expect(permissions.map(({ id, level }) => `${id} ${level}`)).toEqual([
      'checkout_session Write',
      'customer Read',
      'event Read',
      'invoice Read',
      'product Read',
      'webhook Write',
    ])
  })

  test('are none that Stripe does not publish', () => {
    const action = (name: string, method: 'GET' | 'POST', path: string) => ({ ...actions[0], name, method, path })
    const needed = neededPermissions({
      actions: [
        action('create-credit-grant', 'POST', '/v1/billing/credit_grants'),
        action('create-feature', 'POST', '/v1/entitlements/features'),
        action('list-features', 'GET', '/v1/entitlements/features'),
        action('list-customer-payment-methods', 'GET', '/v1/customers/{customer_id}/payment_methods'),
      ],
      owned: [],
      webhooks: false,
    })
    expect(needed.unpublished).toEqual(['create-credit-grant', 'create-feature'])
    expect(needed.permissions.map(({ id }) => id)).toEqual(['entitlement', 'payment_method'])
  })

  test('include what names the owner of an object', () => {
    const owned = actions.filter(({ name }) => name === 'retrieve-dispute')
    const { permissions } = neededPermissions({ actions: owned, owned, webhooks: false })
    expect(permissions.map(({ id, level }) => `${id} ${level}`)).toEqual(['charge Read', 'dispute Read'])
  })

  test('are filled in by a link', () => {
    const permissions = [{ name: 'Customers', id: 'customer', level: 'Read' as const }]
    expect(keyPage('A b', 'test', { permissions, unpublished: [] })).toBe(
      'https://dashboard.stripe.com/test/apikeys/create?name=A+b&permissions%5B%5D=rak_customer_read',
    )
    expect(keyPage('a', 'live', { permissions: [], unpublished: [] })).toMatch(
      /^https:\/\/dashboard\.stripe\.com\/apikeys/,
    )
  })
})

describe('an address', () => {
  test.each([
    ['payments.example.com', 'payments.example.com'],
    ['https://Payments.Example.com/', 'payments.example.com'],
    ['example', undefined],
    ['a.workers.dev', undefined],
    ['example.com/pay', undefined],
    ['http://example.com', undefined],
    ['-a.example.com', undefined],
  ])('%s is the domain %s', (text, domain) => expect(readDomain(text)).toBe(domain))

  test('is a domain, a route, or at workers.dev', () => {
    const { config } = here
    const subdomain = 'acme'
    expect(addressOf(config, { subdomain, chosen: undefined })).toBe('https://stripe-actions-staging.acme.workers.dev')
    expect(addressOf(config, { subdomain: null, chosen: undefined })).toBeUndefined()
    expect(addressOf(config, { subdomain, chosen: { domain: 'a.example.com' } })).toBe('https://a.example.com')
    const routed = { ...config, routes: ['b.example.com/*'] }
    expect(addressOf(routed, { subdomain, chosen: undefined })).toBe('https://b.example.com')
  })

  test('is written where wrangler reads it, for one environment', () => {
    writeAddress('production', cwd, { domain: 'a.example.com' })
    writeAddress('staging', cwd, { domain: 'b.example.com' })
    expect(readEnvironment('production', cwd).routes).toEqual([{ pattern: 'a.example.com', custom_domain: true }])
    expect(readEnvironment('staging', cwd)).toMatchObject({
      workers_dev: true,
      vars: { STRIPE_MODE: modeOf('staging') },
    })
    expect(readEnvironment('local', cwd).routes).toBeUndefined()
  })

  test('at workers.dev replaces what turned that off', () => {
    writeAddress('production', cwd, 'workers.dev')
    expect(readEnvironment('production', cwd).workers_dev).toBe(true)
    expect(readEnvironment('local', cwd).workers_dev).toBe(false)
  })

  test('that cannot be written leaves the file as it is', () => {
    const file = join(cwd, 'wrangler.toml')
    const text = readFileSync(file, 'utf8').replace('[env.production]', '[ env . production ]')
    writeFileSync(file, text)
    expect(() => writeAddress('production', cwd, { domain: 'a.example.com' })).toThrow('put routes = ')
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
})

describe('a plan', () => {
  const there: RemoteFacts = { secrets: { state: 'deployed', names: KEYS }, version: '1', subdomain: 'acme' }
  const url = 'https://a.example.com'
  const state = { url, version: '1', bundle: 'same', secrets: {} }
  const plan = (changes: { here?: Partial<LocalFacts>; there?: Partial<RemoteFacts>; bundle?: string } = {}) =>
    planOf('staging', {
      here: { ...here, state, ...changes.here },
      there: { ...there, ...changes.there },
      bundle: changes.bundle ?? 'same',
      url,
      choices: {},
    })

  test('is to do nothing when nothing differs', () => expect(plan().uploads).toBe(false))

  test.each([
    ['other code', { bundle: 'other' }],
    ['a deployment from elsewhere since', { there: { version: '2' } }],
    ['a Worker that is gone', { there: { secrets: { state: 'not deployed' as const } } }],
    ['nothing known of an earlier deployment', { here: { state: undefined } }],
    ['other keys', { here: { entries: [entry('*')] } }],
    ['destinations', { here: { destinations: JSON.stringify([SHOP]) } }],
  ])('is to upload for %s', (_, changes) => expect(plan(changes).uploads).toBe(true))

  test('believes what it sent before when Cloudflare does not say what is served', () => {
    expect(plan({ there: { version: undefined } }).uploads).toBe(false)
  })

  test('says that keys are replaced', () => {
    const changes = { here: { entries: [entry('*')] } }
    const lines = describePlan(plan(changes), { ...here, ...changes.here }, there).join('\n')
    expect(lines).toContain('The keys that stripe-actions-staging has are replaced by those of .keys.staging.json.')
  })

  test('sends no secret again that is as it was', () => {
    const destinations = JSON.stringify([SHOP])
    const entries = [entry('*')]
    const secrets = { API_KEYS: hashOf(JSON.stringify(entries)), WEBHOOK_DESTINATIONS: hashOf(destinations) }
    const names = [...KEYS, 'STRIPE_WEBHOOK_SECRET', 'WEBHOOK_DESTINATIONS']
    const found = { secrets: { state: 'deployed' as const, names } }
    const same = plan({ here: { entries, destinations, state: { ...state, secrets } }, there: found })
    expect(same).toMatchObject({ secrets: {}, uploads: false })
    expect(same.webhooks).toBeUndefined()
    const moved = { ...state, secrets, url: 'https://b.example.com' }
    expect(plan({ here: { entries, destinations, state: moved }, there: found }).webhooks).toEqual({ recreate: false })
  })
})

test('secrets are removed when the call with them fails', async () => {
  let lent = ''
  const call = (file: string | undefined) => {
    lent = readFileSync(file ?? '', 'utf8')
    throw new Error(file)
  }
  const error = await withSecretsFile({ A: 'b' }, async (file) => call(file)).catch((thrown: Error) => thrown)
  expect(lent).toBe('{"A":"b"}')
  expect(() => readFileSync(String(error))).toThrow('ENOENT')
  expect(await withSecretsFile({}, async (file) => file)).toBeUndefined()
})

describe('a prompt', () => {
  function terminal() {
    const [input, output] = [new PassThrough(), new PassThrough()]
    let shown = ''
    output.on('data', (chunk) => {
      shown += chunk
    })
    return { input, prompt: promptOn({ input, output }), shown: () => shown }
  }

  test('shows what is typed, and fills in what is left empty', async () => {
    const { input, prompt, shown } = terminal()
    const answer = prompt.ask('Name', 'backend')
    input.write('shop\r')
    expect(await answer).toBe('shop')
    expect(shown()).toMatch(/Name \[backend\]: .*shop/)
    const empty = prompt.ask('Name', 'backend')
    input.write('\r')
    expect(await empty).toBe('backend')
  })

  test('shows nothing of a secret', async () => {
    const { input, prompt, shown } = terminal()
    const answer = prompt.askHidden('Key')
    input.write('sk_tes')
    input.write('t_1\r')
    expect(await answer).toBe('sk_test_1')
    expect(shown()).toBe('Key: \n')
  })

  test.each(['ask', 'askHidden'] as const)('%s ends with Ctrl-C and Ctrl-D', async (method) => {
    for (const key of ['\u0003', '\u0004']) {
      const { input, prompt } = terminal()
      const answer = prompt[method]('Key')
      input.write(key)
      await expect(answer).rejects.toThrow('Interrupted.')
    }
  })
})
