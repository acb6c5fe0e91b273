import { afterAll, describe, expect, test } from 'vitest'
import { actions } from '../handlers/index.ts'
import { displayKey } from '../src/action/display-key.ts'
import reference from './fixtures/reference.json' with { type: 'json' }
import { json } from './support/upstream.ts'
import { WIRE, wireOf } from './support/wire.ts'
import { errorOf, startAtUpstream } from './support/worker.ts'

const worker = await startAtUpstream()
const { upstream } = worker
afterAll(() => worker.close())

/** An answer with what the SDK would change or lose: nulls, decimals, numbers beyond a double, spaces, an unknown field. */
const ANSWER =
  '{ "id": "obj_1",  "object": "thing", "unit_amount_decimal": "10.50", "big": 9007199254740993, "none": null, "new_field": {"a": []} }'

function actionNamed(name: string) {
  const action = actions.find((one) => one.name === name)
  if (!action) throw new Error(`no action ${name}`)
  return action
}

test('the actions of the reference come first, in its order', () => {
  expect(actions.slice(0, reference.length).map(({ name }) => name)).toEqual(reference.map(({ action }) => action))
  expect(Object.keys(WIRE).sort()).toEqual(reference.map(({ action }) => action).sort())
})

describe.each(reference)('$action', ({ action: name, endpoint, inputs }) => {
  const { input, request, params } = wireOf(name)
  const action = actionNamed(name)

  test('has the inputs, display keys and examples of the reference', () => {
    // The reference calls every ID in a path `id`.
    expect(action.endpoint.replace(/\{\w+\}/g, '{id}')).toBe(endpoint)
    const extra = ['expand', 'extra_params', 'all', 'days_until_due', 'refund_type']
    const names = inputs.map((one) => one.input)
    expect(
      Object.keys(action.input)
        .filter((one) => names.includes(one) || !extra.includes(one))
        .sort(),
    ).toEqual(names.sort())
    for (const { input: one, display_key, example } of inputs) {
      expect(displayKey(one)).toBe(display_key)
      // The reference leaves two examples open.
      if (!example.includes('...')) expect(action.input[one]?.example).toEqual(JSON.parse(example))
      expect(action.input[one]?.about).toBeTruthy()
    }
  })

  async function reaches(response: Response) {
    expect(await response.text()).toBe(ANSWER)
    expect(response.status).toBe(200)
    expect(upstream.requests).toHaveLength(1)
    const [sent] = upstream.requests
    expect(`${sent?.method} ${sent?.path}`).toBe(request)
    expect(Object.fromEntries(sent?.params ?? [])).toEqual(params)
    expect(sent?.params).toHaveLength(Object.keys(params).length)
    return sent
  }

  test('sends its endpoint the examples and gives the answer unchanged', async () => {
    upstream.answers(json(200, ANSWER))
    const response = await worker.call(name, input, {
      headers: { 'idempotency-key': 'key-1', 'stripe-account': 'acct_1', 'x-request-id': 'a.b_c-1' },
    })
    const sent = await reaches(response)
    expect(sent?.headers).toMatchObject({
      authorization: 'Bearer sk_test_secret',
      'stripe-version': '2026-10-28.endive',
      'stripe-account': 'acct_1',
    })
    expect(sent?.headers['x-stripe-client-telemetry']).toBeUndefined()
    expect(sent?.headers['idempotency-key']).toBe(request.startsWith('POST') ? 'key-1' : undefined)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('x-request-id')).toBe('a.b_c-1')
    expect(response.headers.get('stripe-request-id')).toBe('req_upstream')
    expect(response.headers.get('server-timing')).toMatch(/^stripe;dur=[\d.]+, total;dur=[\d.]+$/)
  })

  test('takes everything as text', async () => {
    upstream.answers(json(200, ANSWER))
    const asText = Object.entries(input).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ])
    await reaches(await worker.call(name, Object.fromEntries(asText)))
  })

  test('takes blank and null inputs as absent', async () => {
    upstream.answers(json(200, ANSWER))
    const blank = Object.keys(action.inputs).filter((one) => !(one in input))
    await reaches(await worker.call(name, { ...Object.fromEntries(blank.map((one) => [one, ''])), ...input }))
    upstream.answers(json(200, ANSWER))
    const unclearable = blank.filter((one) => !action.inputs[one]?.clears)
    await reaches(await worker.call(name, { ...Object.fromEntries(unclearable.map((one) => [one, null])), ...input }))
  })

  test('takes expand and extra_params', async () => {
    upstream.answers(json(200, ANSWER))
    await worker.call(name, { ...input, expand: ['a.b', 'c'], extra_params: { further: { x: [1] } } })
    const { 'expand[0]': _, ...others } = params
    expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toEqual({
      ...others,
      'expand[0]': 'a.b',
      'expand[1]': 'c',
      'further[x][0]': '1',
    })
  })

  test('refuses in extra_params what it sends itself', async () => {
    upstream.answers(json(200, ANSWER))
    const sent = new Set([...Object.keys(input), ...Object.keys(params).map((one) => one.replace(/\[.*/, ''))])
    for (const twice of sent) {
      const response = await worker.call(name, { ...input, extra_params: { [twice]: 'x' } })
      expect(response.status).toBe(400)
      expect((await errorOf(response)).message).toContain(`extra_params: must not contain "${twice}"`)
    }
    expect(upstream.requests).toHaveLength(0)
  })

  test('is readable by GET, or not at all', async () => {
    upstream.answers(json(200, ANSWER))
    const query = Object.entries(input).flatMap(([key, value]) =>
      Array.isArray(value) ? value.map((one) => [`${key}[]`, String(one)]) : [[key, String(value)]],
    )
    const response = await worker.read(name, new URLSearchParams(query).toString())
    if (action.effect === 'read') await reaches(response)
    else {
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('POST')
      expect((await errorOf(response)).code).toBe('method_not_allowed')
      expect(upstream.requests).toHaveLength(0)
    }
  })
})
