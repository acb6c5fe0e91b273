import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { parseEnv } from 'node:util'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webhooksSetup } from '../../scripts/webhooks-setup.ts'
import { serve } from '../support/loopback.ts'
import { startWorker, type Worker } from '../support/worker.ts'
import { run } from './run.ts'

type Served = Awaited<ReturnType<typeof serve>>

const SIGNING = `whsec_${Buffer.from('a signing secret of 32 bytes ...').toString('base64')}`

let stripe: Worker
let receiver: Worker | undefined
let front: Served
let destination: Served
const delivered: { headers: Record<string, string>; body: string }[] = []

beforeAll(async () => {
  stripe = await startWorker({ env: 'local', localStripe: true })
  // One address for the local Stripe and for the Worker that is started once its secret is known, as `npm start` has.
  const proxy = createServer(async (request, response) => {
    const body = await buffer(request)
    const target = request.url?.startsWith('/webhooks/') ? receiver : stripe
    const answer = await target?.send(request.url ?? '/', {
      method: request.method ?? 'GET',
      headers: Object.entries(request.headers).filter(([name]) => name !== 'host' && name !== 'connection') as [
        string,
        string,
      ][],
      ...(body.length > 0 && { body }),
    })
    response.writeHead(answer?.status ?? 503, { 'content-type': 'application/json' }).end(await answer?.text())
  })
  front = await serve(proxy)
  const shop = createServer(async (request, response) => {
    delivered.push({ headers: request.headers as Record<string, string>, body: await text(request) })
    response.end()
  })
  destination = await serve(shop)
})
afterAll(() => Promise.all([front.close(), destination.close(), stripe.close(), receiver?.close()]))

interface Endpoint {
  id: string
  url: string
  api_version: string
  enabled_events: string[]
  status: string
}

async function endpoints(): Promise<Endpoint[]> {
  const response = await stripe.send('/local-stripe/v1/webhook_endpoints', {
    headers: { authorization: 'Bearer sk_test_secret' },
  })
  const { data } = (await response.json()) as { data: Endpoint[] }
  return data
}

test('it makes the endpoint, brings it up to date, replaces it, and what Stripe sends arrives signed', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'webhooks-'))
  const setUp = (types: string[], ...args: string[]) => {
    const destinations = [{ name: 'shop', url: hook, types, secret: SIGNING }]
    const kept = parseEnv(readFileSync(join(cwd, '.dev.vars'), 'utf8'))['STRIPE_WEBHOOK_SECRET'] ?? ''
    writeFileSync(
      join(cwd, '.dev.vars'),
      `STRIPE_SECRET_KEY="sk_test_secret"\nSTRIPE_WEBHOOK_SECRET="${kept}"\nWEBHOOK_DESTINATIONS='${JSON.stringify(destinations)}'\n`,
    )
    return run(webhooksSetup, ['--env', 'local', '--url', front.url, ...args], { cwd })
  }
  const hook = `${destination.url}/hook`
  writeFileSync(join(cwd, '.dev.vars'), '')

  const first = await setUp(['customer.created'])
  expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('Created we_') })
  const [made] = await endpoints()
  expect(made).toMatchObject({
    url: `${front.url}/webhooks/stripe`,
    api_version: '2026-10-28.endive',
    enabled_events: ['customer.created'],
  })

  // As after `.dev.vars` was deleted.
  writeFileSync(join(cwd, '.dev.vars'), '')
  const again = await setUp(['customer.created', 'checkout.session.complete', 'invoice.pai*'])
  expect(again).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(`Removed ${made?.id}\\.\nCreated we_`),
    stderr: 'Stripe has no event type checkout.session.complete; did you mean "checkout.session.completed"?\n',
  })
  const [remade, ...rest] = await endpoints()
  expect(rest).toEqual([])
  expect(remade?.enabled_events.toSorted()).toEqual(['customer.created', 'invoice.paid'])

  const second = await setUp(['customer.*', 'invoice.paid'])
  expect(second).toMatchObject({ status: 0, stdout: expect.stringContaining(`Updated ${remade?.id}`) })
  const [updated, ...others] = await endpoints()
  expect(others).toEqual([])
  expect(updated?.enabled_events).toEqual(
    expect.arrayContaining(['customer.created', 'customer.deleted', 'invoice.paid']),
  )
  expect(updated?.enabled_events).not.toContain('product.created')

  const third = await setUp(['customer.created'], '--recreate')
  expect(third).toMatchObject({ status: 0, stdout: expect.stringContaining(`Removed ${remade?.id}`) })
  expect((await endpoints()).map(({ id }) => id)).not.toContain(remade?.id)

  const { STRIPE_WEBHOOK_SECRET = '', WEBHOOK_DESTINATIONS = '' } = parseEnv(
    readFileSync(join(cwd, '.dev.vars'), 'utf8'),
  )
  expect(STRIPE_WEBHOOK_SECRET).toMatch(/^whsec_/)
  expect(third.stdout).not.toContain(STRIPE_WEBHOOK_SECRET)
  receiver = await startWorker({ secrets: { STRIPE_WEBHOOK_SECRET, WEBHOOK_DESTINATIONS } })
  expect((await stripe.call('create-customer', { name: 'Jane' })).status).toBe(200)
  await expect.poll(() => delivered.length).toBe(1)
  const [{ headers, body } = { headers: {}, body: '' }] = delivered
  expect(new Webhook(SIGNING).verify(body, headers)).toMatchObject({
    type: 'customer.created',
    event: { data: { object: { object: 'customer', name: 'Jane' } } },
  })
})

test.each([
  [['--env', 'prod'], '--env must be one of'],
  [['--env', 'staging'], '--url must be the address'],
  [['--env', 'staging', '--url', 'http://example.com'], '--url must use https'],
  [['--env', 'staging', '--url', 'https://example.com'], '.webhooks.staging.json is missing'],
])('%j is refused', async (args, message) => {
  const cwd = mkdtempSync(join(tmpdir(), 'webhooks-'))
  expect(await run(webhooksSetup, args, { cwd })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining(message),
  })
})

test('a key of the other mode, and destinations that are none, are refused before Stripe is called', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'webhooks-'))
  const setUp = (destinations: string, key: string) => {
    writeFileSync(join(cwd, '.webhooks.staging.json'), destinations)
    return run(webhooksSetup, ['--env', 'staging', '--url', 'https://example.com'], {
      cwd,
      env: { STRIPE_SECRET_KEY: key },
    })
  }
  const good = JSON.stringify([{ name: 'shop', url: 'https://example.com/hook', types: ['*'], secret: SIGNING }])
  const wrong = await setUp(good, 'sk_live_secret')
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining('key of test mode') })
  expect(wrong.stderr).not.toContain('sk_live_secret')
  expect(await setUp('[{}]', 'sk_test_x')).toMatchObject({ status: 1, stderr: expect.stringContaining('[0].name') })
  expect(await setUp('[]', 'sk_test_x')).toMatchObject({ status: 1, stderr: expect.stringContaining('no destination') })
})
