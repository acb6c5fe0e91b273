import Stripe from 'stripe'
import { afterAll, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'
import { random, SEED } from './random.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const CALLS = Number(process.env['CALLS'] ?? 400)
const START = Date.UTC(2027, 0, 31) / 1000
const DAY = 24 * 60 * 60
const CARDS = ['pm_card_visa', 'pm_card_visa', 'pm_card_visa_chargeDeclined', 'pm_card_authenticationRequired']

/** What the calls know of: ids of the objects that were made. */
class World {
  readonly #random = random(SEED)
  readonly #ids = new Map<string, string[]>()
  readonly clock: string

  constructor(clock: string) {
    this.clock = clock
  }

  add(kind: string, id: string) {
    this.#ids.set(kind, [...(this.#ids.get(kind) ?? []), id])
  }

  /** An id of a kind, now and then of something that is not there. */
  id(kind: string): string {
    return (this.#random.below(50) > 0 && this.#random.among(this.#ids.get(kind) ?? [])) || `${kind}_missing`
  }

  all = (kind: string) => this.#ids.get(kind) ?? []
  below = (limit: number) => this.#random.below(limit)
  among = <T>(values: readonly [T, ...T[]]): T => this.#random.among(values) ?? values[0]
}

const inTotal = (values: number[]) => values.reduce((sum, value) => sum + value, 0)

/** The calls that are made at random; each may be refused. */
const CALLS_BY_NAME: Record<string, (world: World) => Promise<unknown>> = {
  async customer(world) {
    const { id } = await stripe.customers.create({
      test_clock: world.clock,
      balance: world.among([0, 0, -500, 700]),
      payment_method: world.among(['pm_card_visa', 'pm_card_chargeCustomerFail']),
    })
    world.add('customer', id)
    const { data } = await stripe.paymentMethods.list({ customer: id })
    await stripe.customers.update(id, { invoice_settings: { default_payment_method: data[0]?.id ?? '' } })
  },
  async price(world) {
    const interval = world.among(['month', 'month', 'week'] as const)
    const { id } = await stripe.prices.create({
      currency: 'eur',
      unit_amount: world.among([0, 333, 1_999, 10_001]),
      recurring: { interval },
      product_data: { name: 'Plan' },
    })
    world.add('price', id)
  },
  async coupon(world) {
    const duration = world.among(['once', 'forever', 'repeating'] as const)
    const { id } = await stripe.coupons.create({
      ...(world.below(2)
        ? { percent_off: 1 + world.below(100) }
        : { amount_off: 1 + world.below(900), currency: 'eur' }),
      duration,
      ...(duration === 'repeating' && { duration_in_months: 1 + world.below(3) }),
    })
    world.add('coupon', id)
  },
  async taxRate(world) {
    const { id } = await stripe.taxRates.create({
      display_name: 'VAT',
      inclusive: world.below(2) === 0,
      percentage: world.below(300) / 10,
    })
    world.add('taxRate', id)
  },
  taxInvoice: (world) =>
    stripe.invoices.update(world.id('invoice'), { default_tax_rates: world.below(3) ? [world.id('taxRate')] : '' }),
  taxItem: (world) => stripe.invoiceItems.update(world.id('item'), { tax_rates: [world.id('taxRate')] }),
  taxSubscription: (world) =>
    stripe.subscriptions.update(world.id('subscription'), { default_tax_rates: [world.id('taxRate')] }),
  discountInvoice: (world) =>
    stripe.invoices.update(world.id('invoice'), {
      discounts: world.below(3) ? [{ coupon: world.id('coupon') }] : '',
    }),
  discountItem: (world) =>
    stripe.invoiceItems.update(world.id('item'), { discounts: [{ coupon: world.id('coupon') }] }),
  discountSubscription: (world) =>
    stripe.subscriptions.update(world.id('subscription'), {
      discounts: world.below(3) ? [{ coupon: world.id('coupon') }] : '',
    }),
  async pay(world) {
    const { id } = await stripe.paymentIntents.create({
      amount: 50 + world.below(5_000),
      currency: 'eur',
      confirm: true,
      payment_method: world.among(['pm_card_visa', 'pm_card_visa', ...CARDS]),
      capture_method: world.among(['automatic', 'manual']),
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })
    world.add('intent', id)
  },
  capture: (world) => stripe.paymentIntents.capture(world.id('intent'), { amount_to_capture: 1 + world.below(4_000) }),
  cancelIntent: (world) => stripe.paymentIntents.cancel(world.id('intent')),
  refund: (world) =>
    stripe.refunds.create({
      payment_intent: world.id('intent'),
      ...(world.below(2) && { amount: 1 + world.below(2_000) }),
    }),
  async invoice(world) {
    const { id } = await stripe.invoices.create({
      customer: world.id('customer'),
      currency: 'eur',
      auto_advance: world.below(2) === 0,
      pending_invoice_items_behavior: world.among(['include', 'exclude']),
    })
    world.add('invoice', id)
  },
  item: async (world) => {
    const invoice = world.below(2) ? world.id('invoice') : undefined
    const customer = invoice ? String((await stripe.invoices.retrieve(invoice)).customer) : world.id('customer')
    const { id } = await stripe.invoiceItems.create({
      customer,
      ...(invoice && { invoice }),
      amount: world.below(4_000) - 1_000,
      currency: 'eur',
    })
    world.add('item', id)
  },
  changeItem: (world) => stripe.invoiceItems.update(world.id('item'), { amount: world.below(3_000) }),
  deleteItem: (world) => stripe.invoiceItems.del(world.id('item')),
  finalize: (world) => stripe.invoices.finalizeInvoice(world.id('invoice')),
  payInvoice: (world) =>
    stripe.invoices.pay(world.id('invoice'), { payment_method: world.among(['pm_card_visa', ...CARDS]) }),
  payOutside: (world) => stripe.invoices.pay(world.id('invoice'), { paid_out_of_band: true }),
  voidInvoice: (world) => stripe.invoices.voidInvoice(world.id('invoice')),
  writeOff: (world) => stripe.invoices.markUncollectible(world.id('invoice')),
  deleteInvoice: (world) => stripe.invoices.del(world.id('invoice')),
  async subscribe(world) {
    const { id, items } = await stripe.subscriptions.create({
      customer: world.id('customer'),
      items: [{ price: world.id('price'), quantity: 1 + world.below(3) }],
      payment_behavior: world.among(['allow_incomplete', 'default_incomplete', 'error_if_incomplete']),
      ...(world.below(3) === 0 && { discounts: [{ coupon: world.id('coupon') }] }),
      ...(world.below(4) === 0 && { trial_period_days: 1 + world.below(20) }),
      ...(world.below(3) === 0 && { default_tax_rates: [world.id('taxRate')] }),
    })
    world.add('subscription', id)
    world.add('subscriptionItem', `${id} ${items.data[0]?.id}`)
  },
  change: (world) => {
    const [id = '', item = ''] = world.id('subscriptionItem').split(' ')
    return stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 1 + world.below(5), ...(world.below(2) && { price: world.id('price') }) }],
      proration_behavior: world.among(['create_prorations', 'always_invoice', 'none']),
    })
  },
  endLater: (world) =>
    stripe.subscriptions.update(world.id('subscription'), { cancel_at_period_end: world.below(2) === 0 }),
  end: (world) =>
    stripe.subscriptions.cancel(world.id('subscription'), {
      prorate: world.below(2) === 0,
      invoice_now: world.below(2) === 0,
    }),
  async session(world) {
    const price_data = { currency: 'eur', unit_amount: 50 + world.below(3_000), product_data: { name: 'Mug' } }
    const { id } = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example',
      line_items: [
        {
          price_data,
          quantity: 1 + world.below(3),
          ...(world.below(3) === 0 && { tax_rates: [world.id('taxRate'), world.id('taxRate')] }),
        },
      ],
      ...(world.below(2) && { invoice_creation: { enabled: true } }),
      ...(world.below(3) === 0 && { discounts: [{ coupon: world.id('coupon') }] }),
    })
    world.add('session', id)
  },
  paySession: (world) => {
    const page = new URL(`/checkout/${world.id('session')}`, local.url)
    const card = world.among(['4242424242424242', '4242424242424242', '4000000000000002'])
    const body = new URLSearchParams({ card, email: 'jenny@example.com' })
    return fetch(page, { method: 'POST', body, redirect: 'manual', headers: { origin: page.origin } })
  },
  expire: (world) => stripe.checkout.sessions.expire(world.id('session')),
  deleteCustomer: (world) => (world.below(4) === 0 ? stripe.customers.del(world.id('customer')) : Promise.resolve()),
  async time(world) {
    const { frozen_time: now } = await stripe.testHelpers.testClocks.retrieve(world.clock)
    await stripe.testHelpers.testClocks.advance(world.clock, { frozen_time: now + world.among([1, 3, 7, 14]) * DAY })
  },
}

/** Everything of a kind, whatever its customer's test clock. */
const all = <T extends { id: string }>(list: Stripe.ApiListPromise<T>) => list.autoPagingToArray({ limit: 10_000 })

async function checkPayments() {
  const charges = await all(stripe.charges.list({ limit: 100 }))
  const refunds = await all(stripe.refunds.list({ limit: 100 }))
  const moved = await all(stripe.balanceTransactions.list({ limit: 100 }))
  for (const charge of charges) {
    const own = refunds.filter((refund) => refund.charge === charge.id)
    const returned = inTotal(own.map(({ amount }) => amount))
    expect(returned).toBeLessThanOrEqual(charge.amount_captured)
    if (charge.captured) expect(charge.amount_refunded).toBe(charge.amount - charge.amount_captured + returned)
    expect(charge.refunded).toBe(charge.amount_refunded === charge.amount)
  }
  const captured = inTotal(charges.map(({ amount_captured: amount }) => amount))
  expect(inTotal(moved.map(({ amount }) => amount))).toBe(captured - inTotal(refunds.map(({ amount }) => amount)))
  for (const { amount, fee, net } of moved) expect(net).toBe(amount - fee)
  const intents = await all(stripe.paymentIntents.list({ limit: 100, expand: ['data.latest_charge'] }))
  for (const { amount_received: received, latest_charge: charge, status } of intents) {
    const taken = charge && typeof charge === 'object' ? charge.amount_captured : 0
    expect(received).toBe(taken)
    expect(received > 0).toBe(status === 'succeeded')
  }
  return { charges: charges.length, refunds: refunds.length }
}

async function checkInvoices() {
  const invoices = await all(stripe.invoices.list({ limit: 100, expand: ['data.payments'] }))
  for (const invoice of invoices) {
    const lines = await all(stripe.invoices.listLineItems(invoice.id, { limit: 100 }))
    const off = (invoice.total_discount_amounts ?? []).map(({ amount }) => amount)
    const onLines = lines.flatMap(({ discount_amounts: amounts, discounts }) =>
      (amounts ?? [])
        .filter(({ discount }) => discounts.map(String).includes(String(discount)))
        .map(({ amount }) => amount),
    )
    expect(invoice.subtotal).toBe(inTotal(lines.map(({ amount }) => amount)) - inTotal(onLines))
    const taxes = invoice.total_taxes ?? []
    const onTop = taxes.filter((tax) => tax.tax_behavior === 'exclusive')
    expect(invoice.total).toBe(
      invoice.subtotal - inTotal(off) + inTotal(onLines) + inTotal(onTop.map(({ amount }) => amount)),
    )
    expect(invoice.total_excluding_tax).toBe(invoice.total - inTotal(taxes.map(({ amount }) => amount)))
    expect(inTotal(lines.flatMap((line) => (line.taxes ?? []).map(({ amount }) => amount)))).toBe(
      inTotal(taxes.map(({ amount }) => amount)),
    )
    for (const line of lines) {
      const own = inTotal((line.discount_amounts ?? []).map(({ amount }) => amount))
      expect(own).toBeGreaterThanOrEqual(0)
      expect(own).toBeLessThanOrEqual(Math.max(0, line.amount))
    }
    expect(inTotal(lines.flatMap((line) => (line.discount_amounts ?? []).map(({ amount }) => amount)))).toBe(
      inTotal(off),
    )
    expect(invoice.amount_due).toBeGreaterThanOrEqual(0)
    expect(invoice.amount_remaining).toBe(invoice.status === 'paid' ? 0 : invoice.amount_due - invoice.amount_paid)
    if (invoice.status === 'paid') expect(invoice.amount_paid).toBe(invoice.amount_due)
    if (invoice.status !== 'draft') {
      const used = (invoice.ending_balance ?? 0) - invoice.starting_balance
      expect(invoice.amount_due).toBe(invoice.total - used)
    }
    for (const line of lines) {
      const item =
        line.parent?.invoice_item_details?.invoice_item ?? line.parent?.subscription_item_details?.invoice_item
      if (item) expect((await stripe.invoiceItems.retrieve(item)).invoice).toBe(invoice.id)
    }
    const paid = (invoice.payments?.data ?? []).filter(({ status }) => status === 'paid')
    if (paid.length > 0) expect(inTotal(paid.map(({ amount_paid: amount }) => amount ?? 0))).toBe(invoice.amount_paid)
  }
  return invoices.length
}

async function checkSessions(world: World) {
  for (const id of world.all('session')) {
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent', 'invoice', 'line_items'] })
    expect(session.amount_total).toBe(inTotal(session.line_items?.data.map((line) => line.amount_total) ?? []))
    const { payment_intent: intent, invoice } = session
    if (session.amount_total === 0) expect([session.payment_status, intent]).toEqual(['no_payment_required', null])
    else if (session.status !== 'complete') expect(session.payment_status).toBe('unpaid')
    else expect(intent && typeof intent === 'object' && intent.amount_received).toBe(session.amount_total)
    if (invoice && typeof invoice === 'object')
      expect(invoice).toMatchObject({ status: 'paid', total: session.amount_total })
  }
}

async function checkSubscriptions(world: World) {
  const { frozen_time: now } = await stripe.testHelpers.testClocks.retrieve(world.clock)
  for (const id of world.all('subscription')) {
    const { ended_at: ended, items, latest_invoice: latest, status } = await stripe.subscriptions.retrieve(id)
    expect(ended !== null).toBe(status === 'canceled' || status === 'incomplete_expired')
    await stripe.invoices.retrieve(String(latest))
    for (const item of items.data) {
      expect(item.current_period_start).toBeLessThan(item.current_period_end)
      if (ended === null && status !== 'incomplete') expect(item.current_period_end).toBeGreaterThan(now)
    }
  }
}

/** Every event is about an object that has every field, and every reference in it leads somewhere. */
async function checkEvents() {
  const { data } = await stripe.events.list({ limit: 100 })
  for (const { data: of, type } of data) expect(departures(of.object), type).toEqual([])
  return data.length
}

it(
  `keeps its books in order whatever is called (SEED=${SEED})`,
  async () => {
    const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: START })
    const world = new World(clock)
    const names = Object.keys(CALLS_BY_NAME)
    const done = new Map<string, number>()
    for (const name of ['customer', 'customer', 'price', 'price', 'price', 'taxRate'])
      await CALLS_BY_NAME[name]?.(world)
    for (let count = 0; count < CALLS; count++) {
      const name = names[world.below(names.length)] ?? ''
      try {
        await CALLS_BY_NAME[name]?.(world)
        done.set(name, (done.get(name) ?? 0) + 1)
      } catch (error) {
        // A refusal is an answer as well; a fault of the local Stripe's own is not.
        if (
          name === 'time' ||
          !(error instanceof Stripe.errors.StripeError) ||
          error instanceof Stripe.errors.StripeAPIError
        )
          throw error
      }
    }
    expect(done.size).toBeGreaterThan(12)
    const payments = await checkPayments()
    expect(payments.charges).toBeGreaterThan(0)
    expect(await checkInvoices()).toBeGreaterThan(0)
    await checkSessions(world)
    await checkSubscriptions(world)
    expect(await checkEvents()).toBe(100)
  },
  60_000 + CALLS * 100,
)
