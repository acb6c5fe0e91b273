import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { actions } from '../handlers/index.ts'
import type { Action } from '../src/action/define.ts'
import type { Reader } from '../src/action/fields.ts'
import { exampleOf, requestOf } from './support/examples.ts'
import { json } from './support/upstream.ts'
import { errorOf, startAtUpstream } from './support/worker.ts'

const worker = await startAtUpstream()
const { upstream } = worker
afterAll(() => worker.close())

const OBJECT = '{"id":"obj_1","object":"thing","none":null}'

/** Calls an action and returns what reached Stripe. */
async function sent(action: string, input: Record<string, unknown>) {
  upstream.answers(json(200, OBJECT))
  const response = await worker.call(action, input)
  expect([response.status, await response.text()]).toEqual([200, OBJECT])
  const [request] = upstream.requests.slice(-1)
  return { request: `${request?.method} ${request?.path}`, params: Object.fromEntries(request?.params ?? []) }
}

/** A value that a reader takes, and the form pairs below its name that it is sent as. */
function valueFor({ kind, entries, or, isNoId }: Reader<unknown>): [unknown, Record<string, string>] | undefined {
  if (or) return undefined
  switch (kind) {
    case 'integer':
      return ['7', { '': '7' }]
    case 'number':
      return ['7.5', { '': '7.5' }]
    case 'boolean':
      return ['true', { '': 'true' }]
    case 'string':
      return isNoId ? ['any', { '': 'any' }] : ['https://example.com/a', { '': 'https://example.com/a' }]
    case 'array': {
      const entry = entries && valueFor(entries.reader)
      return (
        entry && [[entry[0]], Object.fromEntries(Object.entries(entry[1]).map(([name, one]) => [`[0]${name}`, one]))]
      )
    }
    case 'object':
      return ['{"of_later":"x"}', { '[of_later]': 'x' }]
  }
}

test('names are unique, and each file of an action is in the registry', () => {
  expect(new Set(actions.map(({ name }) => name)).size).toBe(actions.length)
})

/** Whether a rule of the action refuses an input beside those of the example: it is another way to say the same. */
function isAlternative({ schema }: Action, input: Record<string, unknown>): boolean {
  const issues = z.safeParse(schema, input).error?.issues ?? []
  return issues.some(({ message }) => message.startsWith('cannot be combined with'))
}

describe.each(actions.map((action) => ({ name: action.name, action })))('$name', ({ name, action }) => {
  test('sends its example to its endpoint', async () => {
    const input = exampleOf(name)
    const { request, params } = await sent(name, input)
    const expected = requestOf(action, input)
    expect(request).toBe(expected.request)
    if (expected.params) expect(params).toEqual(expected.params)
  })

  test("takes every other parameter of Stripe's, also as text", async () => {
    const example = exampleOf(name)
    const { params: without } = await sent(name, example)
    const given: Record<string, unknown> = {}
    const expected: Record<string, string> = {}
    for (const [parameter, { reader }] of Object.entries(action.additional)) {
      const value = valueFor(reader)
      if (!value || isAlternative(action, { ...example, [parameter]: value[0] })) continue
      given[parameter] = value[0]
      for (const [below, text] of Object.entries(value[1])) expected[`${parameter}${below}`] = text
    }
    const { params } = await sent(name, { ...example, ...given })
    expect(params).toEqual({ ...without, ...expected })
  })

  test('ignores what was left empty', async () => {
    const example = exampleOf(name)
    const empty = Object.keys(action.inputs).filter((one) => !(one in example))
    const { params } = await sent(name, { ...example, ...Object.fromEntries(empty.map((one) => [one, ''])) })
    expect(params).toEqual((await sent(name, example)).params)
  })

  test('clears with null what Stripe lets an update clear, and ignores it elsewhere', async () => {
    const example = exampleOf(name)
    const { params: without } = await sent(name, example)
    const left = Object.entries(action.inputs).filter(([one]) => !(one in example))
    const cleared = left.filter(([, { clears }]) => clears).map(([one]) => one)
    const { params } = await sent(name, { ...example, ...Object.fromEntries(left.map(([one]) => [one, null])) })
    expect(params).toEqual({ ...without, ...Object.fromEntries(cleared.map((one) => [one, ''])) })
    if (action.method !== 'POST' || action.pathInputs.length === 0) expect(cleared).toEqual([])
  })

  test('offers no parameter that it sends itself', async () => {
    for (const parameter of action.sends) {
      upstream.answers(json(200, OBJECT))
      const response = await worker.call(name, { ...exampleOf(name), [parameter]: 'x' })
      const message = expect.stringMatching(/^is set by the action; /)
      expect([response.status, (await errorOf(response)).issues]).toEqual([400, [{ param: parameter, message }]])
      expect(upstream.requests).toHaveLength(0)
    }
  })
})
