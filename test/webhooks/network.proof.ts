import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDev, stopDev } from '../support/dev.ts'
import { KEYS } from '../support/worker.ts'
import {
  type Event,
  event,
  type Listed,
  OUTWARD,
  reply,
  SECRET,
  signature,
  startDestination,
  until,
} from './support.ts'

// What the test harness cannot show: redirects, and what is kept for another start.
const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-webhooks-'))
let destination: Awaited<ReturnType<typeof startDestination>>
let server: ChildProcess | undefined
let url: string

async function start() {
  const destinations = [{ name: 'all', url: destination.url, types: ['*'], secret: OUTWARD }]
  const vars = {
    STRIPE_WEBHOOK_SECRET: SECRET,
    WEBHOOK_DESTINATIONS: JSON.stringify(destinations),
    WEBHOOK_RETRY_DELAYS: '1,1',
  }
  ;({ url, server } = await startDev({ folder, vars }))
}

async function receive(given: Event) {
  const body = JSON.stringify(given)
  const headers = { 'stripe-signature': signature(body) }
  return (await fetch(`${url}/webhooks/stripe`, { method: 'POST', headers, body })).json()
}

async function deliveryOf({ id }: Event) {
  const headers = { authorization: `Bearer ${KEYS.full.key}` }
  const { data } = (await (await fetch(`${url}/webhooks/events?limit=100`, { headers })).json()) as Listed
  return data.find((one) => one.id === id)?.deliveries[0]
}

const reaches = (given: Event, state: string, seconds?: number) =>
  until(
    state,
    async () => {
      const delivery = await deliveryOf(given)
      return delivery?.state === state ? delivery : undefined
    },
    seconds,
  )

beforeAll(async () => {
  destination = await startDestination()
  await start()
})

afterAll(async () => {
  if (server) stopDev(server)
  await destination.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a destination that', () => {
  test('redirects is not followed', async () => {
    const one = event()
    destination.answers(reply(307, { location: '/elsewhere' }))
    await receive(one)
    const delivery = await reaches(one, 'dead')
    expect(delivery.error).toBe('The destination answered 307: redirects are not followed.')
    expect(destination.of(one)).toHaveLength(3)
  })

  test('breaks off is reported', async () => {
    const one = event()
    destination.answers((_, response) => response.destroy())
    await receive(one)
    const delivery = await reaches(one, 'dead')
    expect(delivery.error).toBe('The destination could not be reached, or broke off.')
  })

  test('says nothing, or stops in the middle of its answer, has 15 seconds', async () => {
    const silent = event()
    const cut = event()
    destination.answers(({ body }, response) => {
      if (body.attempt > 1) response.end()
      else if (body.event.id === cut.id) response.writeHead(200).write('{')
    })
    const started = Date.now()
    await Promise.all([receive(silent), receive(cut)])
    for (const one of [silent, cut]) {
      const failed = await until(
        'the first error',
        async () => {
          const delivery = await deliveryOf(one)
          return delivery?.error ? delivery : undefined
        },
        120,
      )
      expect(failed.error).toBe('The destination did not answer within 15 seconds.')
    }
    expect(Date.now() - started).toBeGreaterThan(14_500)
    for (const one of [silent, cut]) await reaches(one, 'delivered')
  })
})

test('a restart in the middle loses nothing, though the queue here forgets its messages', async () => {
  const done = event()
  destination.answers(reply(200))
  await receive(done)
  await reaches(done, 'delivered')
  const under = event()
  destination.answers(() => {})
  await receive(under)
  await until('the attempt', () => destination.of(under).length === 1)
  if (server) stopDev(server)
  destination.answers(reply(200))
  await start()
  expect(await receive(done)).toEqual({ received: true, repeated: true })
  const delivery = await reaches(under, 'delivered', 300)
  expect(delivery.attempts).toBe(2)
  expect(destination.of(under)).toHaveLength(2)
  expect(destination.of(done)).toHaveLength(1)
})
