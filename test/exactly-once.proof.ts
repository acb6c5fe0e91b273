import { afterAll, beforeAll, expect, test } from 'vitest'
import { random, SEED } from './support/random.ts'
import { type ErrorBody, startWorker, type Worker } from './support/worker.ts'

/*
 * Runs of which each calls one changing action while the local Stripe fails in some way. Whatever happens, what was asked
 * for is done once. A failing run prints its seed: `SEED=n RUNS=1 npm run test:proofs -- exactly-once` repeats it.
 */
const RUNS = Number(process.env['RUNS'] ?? 1_000)
/** Runs at the same time: most of a run is waiting before an attempt is repeated. */
const AT_ONCE = 64
/** Times that a caller repeats a call; no run plans as many faults. */
const REPEATS = 12

let worker: Worker
beforeAll(async () => {
  worker = await startWorker({ env: 'local', localStripe: true })
})
afterAll(() => worker.close())

type Params = Record<string, string>

/** The account that a run has to itself, and what the tests ask of it beside the Worker. */
class Account {
  readonly id: string

  constructor(id: string) {
    this.id = id
  }

  async #send(endpoint: string, init: RequestInit = {}): Promise<unknown> {
    const [method = '', path = ''] = endpoint.split(' ')
    const headers = { authorization: 'Bearer sk_test_local', 'stripe-account': this.id, ...init.headers }
    const response = await worker.send(`/local-stripe${path}`, { method, ...init, headers })
    const body: unknown = await response.json()
    if (!response.ok) throw new Error(`${endpoint}: ${JSON.stringify(body)}`)
    return body
  }

  /** Makes what an action needs; gives its ID. */
  async make(path: string, params: Params): Promise<string> {
    return ((await this.#send(`POST ${path}`, { body: new URLSearchParams(params) })) as { id: string }).id
  }

  /** IDs of all that a path lists. */
  async list(path: string): Promise<string[]> {
    return ((await this.#send(`GET ${path}`)) as { data: { id: string }[] }).data.map(({ id }) => id)
  }

  /** IDs of the objects that something happened to, once for each time. */
  async happened(type: string): Promise<string[]> {
    const events = (await this.#send(`GET /v1/events?limit=100&type=${type}`)) as {
      data: { data: { object: { id: string } } }[]
    }
    return events.data.map(({ data }) => data.object.id)
  }

  async plan(fault: Fault) {
    await this.#send('POST /faults', { body: JSON.stringify(fault), headers: { 'content-type': 'application/json' } })
  }
}

interface Fault {
  fault: string
  when: 'before' | 'after'
  method: string
}

interface Change {
  /** What Stripe tells of it. */
  event: string
  /** Where what was made is listed. */
  listed?: string
  /** Makes what the action needs, and gives its input. */
  prepare(account: Account): Promise<Record<string, unknown>>
}

const named = async () => ({ name: 'Plan' })
const product = (account: Account) => account.make('/v1/products', { name: 'Plan' })
const customer = (account: Account) => account.make('/v1/customers', { name: 'Jane' })
const price = (account: Account) =>
  account.make('/v1/prices', {
    currency: 'usd',
    unit_amount: '500',
    'recurring[interval]': 'month',
    'product_data[name]': 'Plan',
  })
const intent = (account: Account, more: Params = {}) =>
  account.make('/v1/payment_intents', { amount: '1000', currency: 'usd', ...more })
const paid = (account: Account) =>
  intent(account, {
    confirm: 'true',
    payment_method: 'pm_card_visa',
    'automatic_payment_methods[enabled]': 'true',
    'automatic_payment_methods[allow_redirects]': 'never',
  })
const invoice = async (account: Account) => account.make('/v1/invoices', { customer: await customer(account) })
const session = (account: Account) =>
  account.make('/v1/checkout/sessions', {
    mode: 'setup',
    currency: 'usd',
    success_url: 'https://example.com/done',
  })
const subscription = async (account: Account) =>
  account.make('/v1/subscriptions', {
    customer: await customer(account),
    'items[0][price]': await price(account),
    collection_method: 'send_invoice',
    days_until_due: '30',
  })

const CHANGES: Record<string, Change> = {
  'create-product': { event: 'product.created', listed: '/v1/products', prepare: named },
  'create-customer': { event: 'customer.created', listed: '/v1/customers', prepare: named },
  'create-price': {
    event: 'price.created',
    listed: '/v1/prices',
    prepare: async (account) => ({ currency: 'usd', unit_amount: 5, product: await product(account) }),
  },
  'create-payment-intent': {
    event: 'payment_intent.created',
    listed: '/v1/payment_intents',
    prepare: async () => ({ amount: 1000, currency: 'usd' }),
  },
  'create-invoice': {
    event: 'invoice.created',
    listed: '/v1/invoices',
    prepare: async (account) => ({ customer: await customer(account) }),
  },
  'create-invoice-item': {
    event: 'invoiceitem.created',
    listed: '/v1/invoiceitems',
    // Without the customer, the action asks for the invoice first.
    prepare: async (account) => ({ invoice: await invoice(account), amount: 300, currency: 'usd' }),
  },
  'create-subscription': {
    event: 'customer.subscription.created',
    listed: '/v1/subscriptions',
    prepare: async (account) => ({
      customer: await customer(account),
      items: [{ price: await price(account) }],
      collection_method: 'send_invoice',
      days_until_due: 30,
    }),
  },
  'create-checkout-session': {
    event: '',
    listed: '/v1/checkout/sessions',
    prepare: async (account) => ({
      mode: 'subscription',
      line_items: [{ price: await price(account), quantity: 1 }],
      success_url: 'https://example.com/done',
      cancel_url: 'https://example.com/back',
    }),
  },
  'refund-payment': {
    event: 'refund.created',
    listed: '/v1/refunds',
    prepare: async (account) => ({ payment_intent_id: await paid(account), amount: 300 }),
  },
  'update-product': {
    event: 'product.updated',
    prepare: async (account) => ({ product_id: await product(account), name: 'Other' }),
  },
  'update-customer': {
    event: 'customer.updated',
    prepare: async (account) => ({ customer_id: await customer(account), name: 'Other' }),
  },
  'deactivate-price': { event: 'price.updated', prepare: async (account) => ({ price_id: await price(account) }) },
  'cancel-payment-intent': {
    event: 'payment_intent.canceled',
    prepare: async (account) => ({ payment_intent_id: await intent(account) }),
  },
  'expire-checkout-session': {
    event: 'checkout.session.expired',
    prepare: async (account) => ({ id: await session(account) }),
  },
  'delete-product': { event: 'product.deleted', prepare: async (account) => ({ product_id: await product(account) }) },
  'delete-customer': {
    event: 'customer.deleted',
    prepare: async (account) => ({ customer_id: await customer(account) }),
  },
  'delete-invoice': { event: 'invoice.deleted', prepare: async (account) => ({ invoice_id: await invoice(account) }) },
  'cancel-subscription': {
    event: 'customer.subscription.deleted',
    prepare: async (account) => ({ subscription_id: await subscription(account) }),
  },
}

/** Actions of Stripe's DELETE, which takes no idempotency key: what is gone is not found a second time. */
const DELETES = ['delete-product', 'delete-customer', 'delete-invoice', 'cancel-subscription']
const FAULTS = ['refuse', 'reset', 'rate_limit', 'lock_timeout', 'api_error', 'html', 'cut_json']
/** Statuses that a caller may answer with the same call again. */
const REPEATABLE = [409, 429, 502, 504]

interface Answered {
  status: number
  text: string
}

async function callOnce(action: string, input: unknown, account: string, key: string | undefined): Promise<Answered> {
  const headers = { 'stripe-account': account, ...(key !== undefined && { 'idempotency-key': key }) }
  const response = await worker.call(action, input, { headers })
  return { status: response.status, text: await response.text() }
}

/** How often each thing came about, over all runs. */
const tally = new Map<string, number>()
const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)

async function run(seed: number) {
  const { below, among } = random(seed)
  const action = among(Object.keys(CHANGES)) ?? ''
  const change = CHANGES[action]
  if (!change) throw new Error('unreachable')
  const isDelete = DELETES.includes(action)
  const account = new Account(`acct_${seed}`)
  const input = await change.prepare(account)
  const before = change.listed ? await account.list(change.listed) : []
  const faults: Fault[] = Array.from({ length: below(5) }, () => ({
    // It costs an attempt's whole time.
    fault: below(60) === 0 ? 'hang' : (among(FAULTS) ?? ''),
    when: among(['before', 'after'] as const) ?? 'before',
    method: isDelete ? 'DELETE' : 'POST',
  }))
  for (const fault of faults) await account.plan(fault)
  const hasKey = below(4) > 0
  const callers = hasKey && below(2) === 0 ? 2 : 1
  const what = `${action} ${JSON.stringify({ hasKey, callers, faults })}`

  /** Calls until there is an answer that is final; without a key, once. */
  const callUntilSure = async (): Promise<Answered[]> => {
    const answers: Answered[] = []
    for (let time = 0; time < (hasKey ? REPEATS : 1); time += 1) {
      const answered = await callOnce(action, input, account.id, hasKey ? `key-${seed}` : undefined)
      answers.push(answered)
      if (!REPEATABLE.includes(answered.status)) break
    }
    return answers
  }
  const answers = await Promise.all(Array.from({ length: callers }, callUntilSure))

  const done = answers.flat().filter(({ status }) => status === 200)
  const [first] = done
  const id = first && (JSON.parse(first.text) as { id: string }).id
  const happened = change.event === '' ? undefined : await account.happened(change.event)
  const made = change.listed && (await account.list(change.listed)).filter((one) => !before.includes(one))
  for (const one of [happened, made]) {
    if (one === undefined) continue
    expect(one.length, `${what}: times`).toBeLessThanOrEqual(1)
    // A caller who repeats a call with its key until it succeeds has made the change.
    if (hasKey || first) expect(one.length, `${what}: times`).toBe(1)
    if (id) expect(one, what).toEqual([id])
  }
  for (const { text } of done) expect(text, `${what}: successes`).toBe(first?.text)
  for (const { status, text } of answers.flat()) {
    count(String(status))
    if (status === 200 || REPEATABLE.includes(status)) continue
    // An attempt whose response was lost may have deleted the object; the 404 says so.
    expect([isDelete, status], `${what}: ${text}`).toEqual([true, 404])
    expect(happened, what).toHaveLength(1)
  }
  if (isDelete && callers === 1 && answers[0]?.length === 1 && answers[0][0]?.status === 404) {
    count('404 after an attempt of our own')
    const { error } = JSON.parse(answers[0][0].text) as ErrorBody
    expect(error.message, what).toContain('An earlier attempt may have deleted it.')
  }
  if (hasKey && !isDelete)
    expect(
      answers.every((those) => those.at(-1)?.status === 200),
      what,
    ).toBe(true)
  for (const { fault, when } of faults) count(`${fault} ${when}`)
  count(hasKey ? (callers === 2 ? 'two callers with one key' : 'a caller with a key') : 'a caller without a key')
}

test(`whatever fails, a change is made once (seed ${SEED})`, async () => {
  let next = SEED
  const failures: unknown[] = []
  const lane = async () => {
    while (next < SEED + RUNS && failures.length === 0) {
      const seed = next
      next += 1
      try {
        await run(seed)
      } catch (error) {
        failures.push(new Error(`SEED=${seed} RUNS=1 repeats this`, { cause: error }))
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, RUNS) }, lane))
  console.log(
    [...tally]
      .sort()
      .map(([what, times]) => `${what}: ${times}`)
      .join(', '),
  )
  if (failures.length > 0) throw failures[0]
})
