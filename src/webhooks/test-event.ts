import type { EventFacts } from './model.ts'

/** The type of a test's event, which Stripe has none of: what handles Stripe's events takes it for none of them. */
export const TEST_TYPE = 'stripe_actions.test'

/** An event for trying a destination, in the form of Stripe's. */
export function testEvent(isLive: boolean): { facts: EventFacts; body: string } {
  const id = `evt_test_${crypto.randomUUID().replaceAll('-', '')}`
  const created = Math.floor(Date.now() / 1000)
  const object = { object: 'test', message: 'This is a test event. Nothing happened in Stripe.' }
  const event = { id, object: 'event', type: TEST_TYPE, created, livemode: isLive, data: { object } }
  return {
    facts: { id, kind: 'snapshot', type: TEST_TYPE, object: null, account: null, created, snapshot: null },
    body: JSON.stringify(event, null, 2),
  }
}
