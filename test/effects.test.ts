import { expect, test } from 'vitest'
import { actions } from '../handlers/index.ts'
import catalogue from '../public/actions.json' with { type: 'json' }
import { effectOf } from '../src/action/define.ts'

function actionNamed(name: string) {
  const action = actions.find((one) => one.name === name)
  if (!action) throw new Error(`no action ${name}`)
  return action
}

test('what confirms at once moves money, or may', () => {
  for (const name of ['create-payment-intent', 'create-setup-intent']) {
    const action = actionNamed(name)
    for (const confirm of [true, 'true']) expect(effectOf(action, { confirm }), name).toBe('destructive')
    for (const confirm of [false, 'false', '', null, undefined]) expect(effectOf(action, { confirm })).toBe('write')
    expect(effectOf(action, {})).toBe('write')
    expect(catalogue.actions.find((one) => one.name === name)).toMatchObject({
      effect: 'write',
      destructive_with: 'confirm',
    })
  }
})

test('every action that Stripe lets confirm says so', () => {
  const confirming = actions.filter(({ effect, inputs }) => effect === 'write' && 'confirm' in inputs)
  expect(confirming.map(({ name }) => name)).toEqual(['create-payment-intent', 'create-setup-intent'])
  for (const action of confirming) expect(action.destructiveWith).toBe('confirm')
})

test('other actions do what they declare, whatever the input', () => {
  expect(effectOf(actionNamed('create-product'), { confirm: true })).toBe('write')
  expect(effectOf(actionNamed('list-products'), { confirm: 'true' })).toBe('read')
  expect(effectOf(actionNamed('delete-product'), {})).toBe('destructive')
  expect(effectOf(actionNamed('call-stripe-api'), { method: 'GET', path: '/v1/tax/settings' })).toBe('destructive')
})
