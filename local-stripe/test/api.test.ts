import { afterAll, describe, expect, it } from 'vitest'
import { KEY, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()

afterAll(() => local.close())

describe('authentication', () => {
  it.each([
    ['no key', {}],
    ['a live key', { authorization: 'Bearer sk_live_abcdefghijkl' }],
    ['a publishable key', { authorization: 'Bearer pk_test_abcdefghijkl' }],
    ['no scheme', { authorization: KEY }],
  ])('refuses %s', async (_what, headers: Record<string, string>) => {
    const { status, body } = await local.call('GET /v1/products', '', headers)
    expect(status).toBe(401)
    expect(body.error?.type).toBe('invalid_request_error')
    expect(JSON.stringify(body)).not.toContain('live_abcdefgh')
  })

  it.each([
    ['a secret key', `Bearer ${KEY}`],
    ['a restricted key', 'Bearer rk_test_local'],
    ['a key as the user of Basic', `Basic ${btoa(`${KEY}:`)}`],
  ])('accepts %s', async (_what, authorization) => {
    expect((await local.call('GET /v1/products', '', { authorization })).status).toBe(200)
  })

  it('keeps each connected account apart', async () => {
    const options = { stripeAccount: 'acct_1Other' }
    const product = await local.stripe.products.create({ name: 'Elsewhere' }, options)
    expect((await local.stripe.products.retrieve(product.id, {}, options)).name).toBe('Elsewhere')
    await expect(local.stripe.products.retrieve(product.id)).rejects.toMatchObject({ code: 'resource_missing' })
  })
})

describe('requests', () => {
  it('answers an unknown path as Stripe does', async () => {
    const { status, body } = await local.call('GET /v1/nothing')
    expect(status).toBe(404)
    expect(body.error).toMatchObject({ type: 'invalid_request_error' })
    expect(body.error?.message).toMatch(/^Unrecognized request URL \(GET: \/v1\/nothing\)/)
  })

  it('names request and version in headers', async () => {
    const { headers } = await local.call('GET /v1/products')
    expect(headers.get('request-id')).toMatch(/^req_\w+$/)
    expect(headers.get('stripe-version')).toBe('2026-10-28.endive')
  })

  it('refuses a body that is no form', async () => {
    const { status, body } = await local.call('POST /v1/products', '{"name":"Mug"}', {
      authorization: `Bearer ${KEY}`,
      'content-type': 'application/json',
    })
    expect(status).toBe(400)
    expect(body.error?.message).toContain('application/x-www-form-urlencoded')
  })
})

describe('parameters', () => {
  it.each([
    ['POST /v1/products', 'name=Mug&foo=1', 'parameter_unknown', 'foo', 'Received unknown parameter: foo'],
    ['POST /v1/products', 'name=Mug&foo=1&bar=2', 'parameter_unknown', 'foo', 'Received unknown parameters: foo, bar'],
    ['POST /v1/products', 'nam=Mug', 'parameter_unknown', 'nam', 'Received unknown parameter: nam. Did you mean name?'],
    ['POST /v1/products', '', 'parameter_missing', 'name', 'Missing required param: name.'],
    ['POST /v1/products', 'name=', 'parameter_invalid_empty', 'name', "You passed an empty string for 'name'."],
    ['POST /v1/products', 'name=Mug&active=yes', undefined, 'active', 'Invalid boolean: yes'],
    ['POST /v1/products', 'name=Mug&type=cup', undefined, 'type', 'Invalid type: must be one of good or service'],
    ['POST /v1/products', 'name=Mug&images=a', undefined, 'images', 'Invalid array'],
    ['POST /v1/products', 'name=Mug&package_dimensions=1', undefined, 'package_dimensions', 'Invalid object'],
    ['POST /v1/products', 'name=Mug&metadata=1', undefined, 'metadata', 'Invalid object'],
    ['POST /v1/products', 'name=Mug&url=mug', 'url_invalid', 'url', 'Not a valid URL'],
    [
      'POST /v1/products',
      `name=${'Lottery Report '.repeat(400)}`,
      undefined,
      'name',
      'Invalid string: Lottery Re...ry Report ; must be at most 5000 characters',
    ],
    ['POST /v1/coupons', `percent_off=5&name=${'n'.repeat(41)}`, undefined, 'name', 'must be at most 40 characters'],
    ['POST /v1/customers', `name=${'n'.repeat(257)}`, undefined, 'name', 'must be at most 256 characters'],
    ['POST /v1/customers', `phone=${'1'.repeat(21)}`, undefined, 'phone', 'must be at most 20 characters'],
    [
      'POST /v1/payment_intents',
      `amount=100&currency=eur&statement_descriptor=${'S'.repeat(23)}`,
      undefined,
      'statement_descriptor',
      'must be at most 22 characters',
    ],
    [
      'POST /v1/products',
      'name=Mug&default_price_data[currency]=eur&default_price_data[recurring][interval]=hour',
      undefined,
      'default_price_data[recurring][interval]',
      'must be one of day, month, week, or year',
    ],
    [
      'POST /v1/products',
      'name=Mug&package_dimensions[height]=1.5&package_dimensions[length]=1&package_dimensions[weight]=1',
      'parameter_missing',
      'package_dimensions[width]',
      'Missing required param: package_dimensions[width].',
    ],
    [
      'POST /v1/prices',
      'currency=eur&product_data[name]=Mug&unit_amount=1.5',
      'parameter_invalid_integer',
      'unit_amount',
      'Invalid integer: 1.5',
    ],
    [
      'POST /v1/prices',
      'currency=euro&product_data[name]=Mug&unit_amount=1',
      undefined,
      'currency',
      'Invalid currency',
    ],
    [
      'POST /v1/prices',
      'currency=eur&unit_amount=1&product=prod_x',
      'resource_missing',
      'product',
      'No such product: ',
    ],
    ['POST /v1/customers', 'email=nobody', 'email_invalid', 'email', 'Invalid email address: nobody'],
    ['GET /v1/products', 'limit=0', 'parameter_invalid_integer', 'limit', 'greater than or equal to 1'],
    ['GET /v1/products', 'limit=101', 'parameter_invalid_integer', 'limit', 'less than or equal to 100'],
    ['GET /v1/products', 'limit=ten', 'parameter_invalid_integer', 'limit', 'Invalid integer: ten'],
    ['GET /v1/products', 'starting_after=prod_x', 'resource_missing', 'starting_after', "No such product: 'prod_x'"],
    ['GET /v1/products', 'expand[]=data.name', undefined, 'expand', 'This property cannot be expanded (data.name)'],
  ])('%s refuses %s as Stripe does', async (endpoint, form, code, param, message) => {
    const { status, body } = await local.call(endpoint, form)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ type: 'invalid_request_error', param })
    expect(body.error?.code).toBe(code)
    expect(body.error?.message).toContain(message)
    if (code) expect(body.error?.doc_url).toBe(`https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`)
  })

  it('answers 404 for an object that the path names and nobody has made', async () => {
    for (const endpoint of ['GET /v1/products/prod_x', 'POST /v1/products/prod_x', 'DELETE /v1/products/prod_x']) {
      const { status, body } = await local.call(endpoint)
      expect(status).toBe(404)
      expect(body.error).toMatchObject({ code: 'resource_missing', message: "No such product: 'prod_x'", param: 'id' })
    }
  })

  it('limits metadata', async () => {
    const form = (entries: [string, string][]) =>
      new URLSearchParams([['name', 'Mug'], ...entries.map(([key, value]) => [`metadata[${key}]`, value])]).toString()
    const many = Array.from({ length: 51 }, (_, index): [string, string] => [`k${index}`, 'v'])
    expect((await local.call('POST /v1/products', form(many.slice(1)))).status).toBe(200)
    expect((await local.call('POST /v1/products', form(many))).status).toBe(400)
    expect((await local.call('POST /v1/products', form([['k'.repeat(40), 'v'.repeat(500)]]))).status).toBe(200)
    expect((await local.call('POST /v1/products', form([['k'.repeat(41), 'v']]))).status).toBe(400)
    expect((await local.call('POST /v1/products', form([['k', 'v'.repeat(501)]]))).status).toBe(400)
  })

  it('merges metadata, removes a key that is empty, and all of it', async () => {
    const { id } = await local.stripe.products.create({ name: 'Mug', metadata: { a: '1', b: '2', __proto__x: '3' } })
    expect((await local.stripe.products.update(id, { metadata: { b: '', c: 3 } })).metadata).toEqual({
      a: '1',
      c: '3',
      __proto__x: '3',
    })
    expect((await local.stripe.products.update(id, { metadata: '' })).metadata).toEqual({})
  })
})

describe('idempotency', () => {
  const post = (key: string, form: string, endpoint = 'POST /v1/products') =>
    local.call(endpoint, form, { authorization: `Bearer ${KEY}`, 'idempotency-key': key })

  it('answers a repeated request with what the first one got', async () => {
    const first = await post('one', 'name=Mug&active=true')
    const again = await post('one', 'active=true&name=Mug')
    expect(again.body).toEqual(first.body)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(again.headers.get('idempotency-key')).toBe('one')
  })

  it('refuses a key with other parameters or at another endpoint', async () => {
    await post('two', 'name=Mug')
    for (const other of [await post('two', 'name=Cup'), await post('two', 'name=Mug', 'POST /v1/customers')]) {
      expect(other.status).toBe(400)
      expect(other.body.error?.type).toBe('idempotency_error')
    }
  })

  it('makes one object of the same request sent at once, beside others that fail', async () => {
    const options = { stripeAccount: 'acct_1AtOnce' }
    const authorization = `Bearer ${KEY}`
    const round = (key: string) =>
      Array.from({ length: 20 }, (_, index) => {
        const own = { authorization, 'stripe-account': options.stripeAccount }
        return index % 2 === 0
          ? local.call('POST /v1/products', `name=${key}`, { ...own, 'idempotency-key': key })
          : local.call('POST /v1/products', 'name=Mug&expand[]=name', { ...own, 'idempotency-key': `${key}${index}` })
      })
    let refused = 0
    // Whether requests meet is up to the network.
    for (let count = 1; count <= 30 && refused === 0; count++) {
      const answers = (await Promise.all(round(`once${count}`))).filter((_, index) => index % 2 === 0)
      const made = answers.filter(({ status }) => status === 200)
      expect(new Set(made.map(({ body }) => body['id'])).size).toBe(1)
      const others = answers.filter(({ status }) => status !== 200)
      for (const { body, status } of others) {
        expect(status).toBe(409)
        expect(body.error).toMatchObject({ type: 'invalid_request_error', code: 'idempotency_key_in_use' })
      }
      expect((await local.stripe.products.list({ limit: 100 }, options)).data).toHaveLength(count)
      refused += others.length
    }
    expect(refused).toBeGreaterThan(0)
  })

  it('lets a request with wrong parameters be mended under the same key, and repeats a failure that came later', async () => {
    expect((await post('three', 'nam=Mug')).status).toBe(400)
    expect((await post('three', 'name=Mug')).status).toBe(200)
    const form = 'product=prod_later&currency=eur&unit_amount=1'
    expect((await post('four', form, 'POST /v1/prices')).status).toBe(400)
    await local.stripe.products.create({ id: 'prod_later', name: 'Later' })
    const replay = await post('four', form, 'POST /v1/prices')
    expect(replay.status).toBe(400)
    expect(replay.headers.get('idempotent-replayed')).toBe('true')
  })
})

describe('lists', () => {
  it('pages both ways, newest first', async () => {
    const options = { stripeAccount: 'acct_1Pages' }
    const ids: string[] = []
    for (let index = 0; index < 12; index++) {
      ids.unshift((await local.stripe.products.create({ name: `P${index}` }, options)).id)
    }
    const first = await local.stripe.products.list({}, options)
    expect(first).toMatchObject({ object: 'list', url: '/v1/products', has_more: true })
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 10))
    const rest = await local.stripe.products.list({ starting_after: ids[9] ?? '' }, options)
    expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(10))
    expect(rest.has_more).toBe(false)
    const back = await local.stripe.products.list({ ending_before: ids[10] ?? '', limit: 3 }, options)
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(7, 10))
    expect(back.has_more).toBe(true)
    const all = await local.stripe.products.list({ limit: 5 }, options).autoPagingToArray({ limit: 100 })
    expect(all.map(({ id }) => id)).toEqual(ids)
  })

  it('refuses both cursors at once', async () => {
    const { id } = await local.stripe.products.create({ name: 'Mug' })
    const { status } = await local.call('GET /v1/products', `starting_after=${id}&ending_before=${id}`)
    expect(status).toBe(400)
  })

  it('filters by several values at once, and by time', async () => {
    const options = { stripeAccount: 'acct_1Filters' }
    const a = await local.stripe.products.create({ name: 'A', active: false, shippable: true }, options)
    const b = await local.stripe.products.create({ name: 'B', shippable: true }, options)
    const c = await local.stripe.products.create({ name: 'C' }, options)
    const found = async (params: Parameters<typeof local.stripe.products.list>[0]) =>
      (await local.stripe.products.list(params, options)).data.map(({ id }) => id)
    expect(await found({ active: true, shippable: true })).toEqual([b.id])
    expect(await found({ ids: [a.id, c.id] })).toEqual([c.id, a.id])
    expect(await found({ ids: [a.id, c.id], active: false })).toEqual([a.id])
    expect(await found({ created: { gte: a.created, lte: c.created } })).toEqual([c.id, b.id, a.id])
    expect(await found({ created: { gt: c.created } })).toEqual([])
    await local.stripe.products.update(a.id, { active: true }, options)
    expect(await found({ active: true })).toEqual([c.id, b.id, a.id])
  })
})
