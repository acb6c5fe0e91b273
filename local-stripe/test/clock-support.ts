import type Stripe from 'stripe'
import { expect } from 'vitest'

/** A customer whose time is a test clock's, with a default payment method. */
export async function clockedPayer(stripe: Stripe, frozen_time: number, payment_method = 'pm_card_visa') {
  const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time })
  const { id: customer } = await stripe.customers.create({
    test_clock: clock,
    payment_method,
    invoice_settings: { default_payment_method: payment_method },
  })
  const advance = async (until: number) => {
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: until })
    expect(await stripe.testHelpers.testClocks.retrieve(clock)).toMatchObject({ status: 'ready', frozen_time: until })
  }
  return { clock, customer, advance }
}

/** What a test checks against the declared fields: an answer without what the SDK adds to it. */
export const plain = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer))
