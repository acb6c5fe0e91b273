import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { KEY, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const paid = {
  currency: 'eur',
  confirm: true,
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const },
}

const search = async (kind: string, query: string, form = '') =>
  local.call(`GET /v1/${kind}/search`, `query=${encodeURIComponent(query)}${form}`)

/** The names, or else the IDs, of what a query finds. */
async function found(kind: string, query: string) {
  const { body } = await search(kind, query)
  expect(body.error, query).toBeUndefined()
  const data = Array.isArray(body['data']) ? body['data'] : []
  return data.map((each) => each.name ?? each.id)
}

describe('the query language', async () => {
  const mallory = 'Mal "the\\nib" O\'Hara'
  await stripe.customers.create({
    name: 'Amy Rocket',
    email: 'amy@rides.example',
    metadata: { plan: 'Gold', seats: '7' },
  })
  await stripe.customers.create({
    name: 'Bob Rocket',
    email: 'bob@rides.example',
    phone: '+4930',
    metadata: { plan: 'tin' },
  })
  await stripe.customers.create({ name: mallory, email: 'mal@other.example', metadata: { 'a"b': '1' } })
  const gone = await stripe.customers.create({ name: 'Gone Rocket' })
  await stripe.customers.del(gone.id)

  it.each<[string, string[]]>([
    ['email:"amy@rides.example"', ['Amy Rocket']],
    ["email:'AMY@rides.example'", ['Amy Rocket']],
    ['email:"rides.example"', []],
    ['email~"RIDES"', ['Bob Rocket', 'Amy Rocket']],
    ['name:"rocket"', ['Bob Rocket', 'Amy Rocket']],
    ['name:"amy rocket"', ['Amy Rocket']],
    ['name:"rocket amy"', []],
    ['name:"rock"', []],
    ['name~"rock"', ['Bob Rocket', 'Amy Rocket']],
    ['-name~"rock"', [mallory]],
    ['name:"Mal \\"the\\\\nib\\" O\'Hara"', [mallory]],
    ['phone:null', [mallory, 'Amy Rocket']],
    ['-phone:NULL', ['Bob Rocket']],
    ['metadata["plan"]:"gold"', ['Amy Rocket']],
    ["metadata['plan']:'gold'", ['Amy Rocket']],
    ['metadata["Plan"]:"gold"', []],
    ['metadata["seats"]:7', ['Amy Rocket']],
    ['metadata["a\\"b"]:"1"', [mallory]],
    ['metadata["plan"]:null', [mallory]],
    ['-metadata["plan"]:null', ['Bob Rocket', 'Amy Rocket']],
    ['metadata["toString"]:null', [mallory, 'Bob Rocket', 'Amy Rocket']],
    ['name:"rocket" metadata["plan"]:"tin"', ['Bob Rocket']],
    ['name:"rocket" AND metadata["plan"]:"tin" and -phone:null', ['Bob Rocket']],
    ['email:"amy@rides.example" OR phone:"+4930" or name:"nobody"', ['Bob Rocket', 'Amy Rocket']],
    ['  created>1 created<=9999999999 ', [mallory, 'Bob Rocket', 'Amy Rocket']],
    ['created>="1"', [mallory, 'Bob Rocket', 'Amy Rocket']],
    ['created<5', []],
  ])('finds by %s', async (query, names) => {
    expect(await found('customers', query)).toEqual(names)
  })

  it.each([
    'rocket',
    '',
    'name:rocket',
    'name:"rocket',
    'name:',
    'name="rocket"',
    'name:"a"email:"b"',
    'name:"a" AND',
    'AND name:"a"',
    'name:"a" AND email:"b" OR phone:"c"',
    'name:"a" email:"b" OR phone:"c"',
    '(name:"a")',
    'metadata[plan]:"gold"',
    'created>12x',
  ])('refuses %s', async (query) => {
    const { body, status } = await search('customers', query)
    expect(status).toBe(400)
    expect(body.error?.type).toBe('invalid_request_error')
    if (query !== '') expect(body.error?.message).toMatch(/^We were unable to parse your search query\. Try using/)
  })

  it.each([
    ['customers', 'description:"a"', 'Field `description` is an unsupported search field for resource `customers`.'],
    ['customers', 'constructor:"a"', 'Field `constructor` is an unsupported search field'],
    ['customers', 'metadata:"a"', 'Field `metadata` is an unsupported search field'],
    ['customers', 'name["a"]:"a"', 'Field `name` is an unsupported search field'],
    ['customers', 'name>5', 'cannot be used with the field `name`'],
    ['customers', 'name~"ab"', 'at least 3 characters'],
    ['customers', 'name~null', 'cannot be used'],
    ['customers', 'metadata["plan"]~"gol"', 'cannot be used with the field `metadata`'],
    ['customers', 'created:"now"', 'numeric'],
    ['customers', 'created~"123"', 'cannot be used with the field `created`'],
    ['prices', 'unit_amount>5', 'unsupported search field for resource `prices`'],
    ['payment_intents', 'currency~"eur"', 'cannot be used'],
  ])('refuses of %s %s', async (kind, query, message) => {
    const { body, status } = await search(kind, query)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ type: 'invalid_request_error', message: expect.stringContaining(message) })
  })

  it('needs a query', async () => {
    const { body, status } = await local.call('GET /v1/customers/search')
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 'parameter_missing', param: 'query' })
  })
})

describe('pages of results', () => {
  const query = 'metadata["batch"]:"1"'

  it('follow each other, and are counted on request', async () => {
    for (let number = 0; number < 7; number++) {
      await stripe.products.create({ name: `P${number}`, metadata: { batch: number === 3 ? '2' : '1' } })
    }
    const first = await search('products', query, '&limit=4')
    expect(first.body).toMatchObject({ object: 'search_result', url: '/v1/products/search', has_more: true })
    expect(first.body).not.toHaveProperty('total_count')
    expect(departures(first.body)).toEqual([])
    const second = await search(
      'products',
      query,
      `&limit=4&page=${encodeURIComponent(String(first.body['next_page']))}`,
    )
    expect(second.body).toMatchObject({ has_more: false, next_page: null })
    expect(departures(second.body)).toEqual([])
    const counted = await search('products', query, '&limit=1&expand[]=total_count')
    expect(counted.body).toMatchObject({ total_count: 6, has_more: true })
    const all = await stripe.products.search({ query, limit: 2 }).autoPagingToArray({ limit: 100 })
    expect(all.map(({ name }) => name)).toEqual(['P6', 'P5', 'P4', 'P2', 'P1', 'P0'])
  })

  it('have their limits', async () => {
    expect((await search('products', query, '&limit=101')).body.error?.param).toBe('limit')
    expect((await search('products', query, '&limit=0')).body.error?.param).toBe('limit')
    expect((await search('products', query, '&page=nonsense')).body.error?.param).toBe('page')
    expect((await search('products', query, '&starting_after=prod_1')).body.error?.code).toBe('parameter_unknown')
  })

  it('show what is expanded, and belong to an account', async () => {
    const product = await stripe.products.create({
      name: 'Mug',
      default_price_data: { currency: 'eur', unit_amount: 5 },
    })
    const { data } = await stripe.products.search({ query: 'name:"mug"', expand: ['data.default_price'] })
    expect(data).toMatchObject([{ id: product.id, default_price: { object: 'price', unit_amount: 5 } }])
    const headers = { authorization: `Bearer ${KEY}`, 'stripe-account': 'acct_1Search' }
    expect((await local.call('GET /v1/products/search', 'query=name:"mug"', headers)).body['data']).toEqual([])
    expect((await search('products', query, '&expand[]=url')).status).toBe(400)
  })
})

describe('every kind is found by its fields:', () => {
  it('payment intents and charges', async () => {
    const { id: customer } = await stripe.customers.create({ name: 'Payer' })
    const intent = await stripe.paymentIntents.create({ ...paid, amount: 1099, customer, metadata: { order: '6735' } })
    const open = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
    expect(await found('payment_intents', 'amount>=1000 amount<1100 currency:"EUR"')).toEqual([intent.id])
    expect(await found('payment_intents', `customer:"${customer}" status:'succeeded'`)).toEqual([intent.id])
    expect(await found('payment_intents', '-currency:"eur"')).toEqual([open.id])
    expect(await found('payment_intents', 'metadata["order"]:"6735"')).toEqual([intent.id])
    const charge = String(intent.latest_charge)
    expect(await found('charges', 'payment_method_details.card.last4:4242 AND amount:1099')).toEqual([charge])
    expect(await found('charges', 'payment_method_details.card.brand:"visa" status:"succeeded"')).toEqual([charge])
    expect(await found('charges', 'payment_method_details.card_present.last4:"4242"')).toEqual([])
    expect(await found('charges', 'billing_details.address.postal_code:null disputed:"false"')).toEqual([charge])
    expect(await found('charges', 'refunded:null')).toEqual([charge])
    await stripe.refunds.create({ payment_intent: intent.id, amount: 99 })
    expect(await found('charges', 'refunded:"false"')).toEqual([charge])
    await stripe.refunds.create({ payment_intent: intent.id })
    expect(await found('charges', 'refunded:"true"')).toEqual([charge])
  })

  it('products and prices, without those made for one sale', async () => {
    const product = await stripe.products.create({
      name: 'Gift card',
      description: 'The story called "The Sky and the Sea."',
      url: 'https://shop.example/gift',
      shippable: false,
    })
    const price = await stripe.prices.create({
      product: product.id,
      currency: 'eur',
      unit_amount: 5,
      lookup_key: 'gift',
    })
    expect(await found('products', 'description:"called \\"The Sky and the Sea.\\""')).toEqual(['Gift card'])
    expect(await found('products', 'url:"https://shop.example/gift" shippable:"false" active:"true"')).toEqual([
      'Gift card',
    ])
    expect(await found('prices', `product:"${product.id}" type:"one_time" active:"true"`)).toEqual([price.id])
    expect(await found('prices', 'lookup_key:"gift" AND currency:"eur"')).toEqual([price.id])
    const { id: customer } = await stripe.customers.create()
    await stripe.invoiceItems.create({ customer, amount: 77, currency: 'eur', description: 'Only once' })
    expect(await found('products', 'name:"only once"')).toEqual([])
  })

  it('invoices and subscriptions, also under a test clock', async () => {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000 })
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa', test_clock: clock.id })
    const [method] = (await stripe.paymentMethods.list({ customer })).data
    const price = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 2000,
      recurring: { interval: 'month' },
      product_data: { name: 'Tea' },
    })
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
      default_payment_method: method?.id ?? '',
      metadata: { team: 'red' },
    })
    const invoice = String(subscription.latest_invoice)
    expect(await found('subscriptions', "status:'active' AND metadata['team']:'red'")).toEqual([subscription.id])
    expect(await found('subscriptions', 'status:"canceled"')).toEqual([])
    expect(await found('subscriptions', 'created:1800000000')).toEqual([subscription.id])
    expect(await found('invoices', `subscription:"${subscription.id}" total>1000 total<=2000`)).toEqual([invoice])
    const { number } = await stripe.invoices.retrieve(invoice)
    expect(await found('invoices', `number:"${number}" status:"paid" customer:"${customer}"`)).toEqual([invoice])
    expect(await found('invoices', 'currency:"eur" receipt_number:null last_finalization_error_code:null')).toEqual([
      invoice,
    ])
  })
})
