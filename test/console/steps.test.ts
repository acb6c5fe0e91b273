import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { NAMED, stepsWith, usefulSteps } from '../../console/next-steps.ts'
import { RECIPES } from '../../console/recipes.ts'
import { routeIn } from '../../console/route.ts'
import { fill } from '../../console/template.ts'
import catalogue from '../../public/actions.json' with { type: 'json' }
import type { Catalogue } from '../../src/action/catalogue.ts'

const all = catalogue as unknown as Catalogue

describe('next steps', () => {
  test('name actions and inputs that exist', () => {
    const unknown = NAMED.filter(({ action, inputs }) => {
      const names = all.actions.find(({ name }) => name === action)?.inputs.map(({ name }) => name) ?? []
      return names.length === 0 || inputs.some((input) => !names.includes(input))
    })
    expect(unknown).toEqual([])
  })

  const useful = (object: Record<string, unknown>) =>
    usefulSteps(object, all, false).map(({ action, url, input }) => [action?.name ?? url, input])

  test('lead from a paid session to its refund, and from an open one to its page', () => {
    const session = { object: 'checkout.session', id: 'cs_1', payment_status: 'paid', status: 'complete' }
    expect(useful({ ...session, payment_intent: 'pi_1' })[0]).toEqual(['refund-payment', { payment_intent_id: 'pi_1' }])
    expect(useful({ ...session, payment_intent: { id: 'pi_2' } })[0]).toEqual([
      'refund-payment',
      { payment_intent_id: 'pi_2' },
    ])
    const open = { ...session, status: 'open', payment_status: 'unpaid', url: 'https://pay.example/1' }
    expect(useful(open).map(([name]) => name)).toEqual([
      'https://pay.example/1',
      'retrieve-checkout-session',
      'list-checkout-session-line-items',
      'expire-checkout-session',
    ])
  })

  test('are none of what is deleted or not allowed', () => {
    expect(usefulSteps({ object: 'customer', id: 'cus_1', deleted: true }, all, false)).toEqual([])
    expect(stepsWith({ object: 'customer', id: 'cus_1', deleted: true }, all, false)).toEqual([])
    expect(usefulSteps({ object: 'customer', id: 'cus_1' }, all, true)).toEqual([])
  })

  test('are every action that takes the ID of such an object', () => {
    const names = stepsWith({ object: 'price', id: 'price_1' }, all, false).map(({ action, input }) => [
      action?.name,
      input,
    ])
    expect(names).toContainEqual(['update-price', { price_id: 'price_1' }])
    expect(names).toContainEqual(['list-subscriptions', { price: 'price_1' }])
    expect(names.map(([name]) => name)).not.toContain('list-prices')
  })
})

test('a template says what it lacks', () => {
  const missing = new Set<string>()
  const filled = fill(
    { a: ['$one.id'], b: { c: '$two.data.0.id' }, d: '$none.id', e: 5 },
    { one: { id: 'x' }, two: { data: [{ id: 'y' }] } },
    missing,
  )
  expect(filled).toEqual({ a: ['x'], b: { c: 'y' }, d: undefined, e: 5 })
  expect([...missing]).toEqual(['none'])
})

test.each([
  ['', 'start', {}],
  ['create-price?product=prod_1&x=1', 'create-price', { product: 'prod_1', x: '1' }],
  ['recipes/refund', 'recipes/refund', {}],
  ['%E0%A4%A', undefined, {}],
  ['a?b=%E0%A4%A', 'a', { b: expect.any(String) }],
])('the fragment %j is read', (fragment, page, inputs) => {
  const route = routeIn(fragment)
  expect([route.page, Object.fromEntries(route.inputs)]).toEqual([page, inputs])
})

test('recipes have three to six steps, which name actions and inputs that exist and refer to earlier steps', () => {
  for (const { name: recipe, steps } of RECIPES) {
    expect(steps.length, recipe).toBeGreaterThanOrEqual(3)
    expect(steps.length, recipe).toBeLessThanOrEqual(6)
    for (const [index, { action, input, shown }] of steps.entries()) {
      const names = all.actions.find(({ name }) => name === action)?.inputs.map(({ name }) => name)
      expect(names, action).toEqual(expect.arrayContaining([...Object.keys(input), ...shown]))
      const earlier = steps.slice(0, index).map(({ name }) => name)
      const known = JSON.stringify(input).matchAll(/\$(\w+)\./g)
      expect(['origin', ...earlier]).toEqual(expect.arrayContaining([...known].map(([, name]) => name)))
    }
  }
})

test('the console is at most 60 KB compressed', () => {
  const sizes = ['public/docs/console.js', 'public/docs/console.css', 'public/docs.html'].map(
    (path) => gzipSync(readFileSync(path)).length,
  )
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(60 * 1024)
})
