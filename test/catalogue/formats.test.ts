import { expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { catalogueOf } from '../../scripts/catalogue/catalogue.ts'
import type { Schema } from '../../src/action/catalogue.ts'

const { actions: entries, shapes } = catalogueOf(actions)

/** The schema of a part of an action's input: `create-price.currency_options.*.unit_amount`. */
function schemaAt(path: string): Schema | undefined {
  const [action, input, ...parts] = path.split('.')
  const whole = entries.find(({ name }) => name === action)?.inputs.find(({ name }) => name === input)?.schema
  return parts.reduce<Schema | undefined>((schema, part) => {
    const { properties, items, additionalProperties, anyOf } = resolved(schema)
    if (part === '[]') return items
    if (part === '*') return typeof additionalProperties === 'object' ? additionalProperties : undefined
    return properties?.[part] ?? anyOf?.map((one) => resolved(one).properties?.[part]).find((one) => one)
  }, whole)
}

function resolved(schema: Schema | undefined): Schema {
  const name = schema?.$ref?.replace('#/shapes/', '')
  return (name === undefined ? schema : shapes[name]) ?? {}
}

function oneOf(schema: Schema | undefined, key: 'format' | 'x-refers-to'): unknown {
  return [schema, ...(schema?.anyOf ?? [])].map((one) => resolved(one)[key]).find((found) => found !== undefined)
}

test.each([
  ['create-coupon.redeem_by', 'unix-time'],
  ['create-coupon.amount_off', 'amount'],
  ['create-coupon.percent_off', undefined],
  ['create-coupon.duration_in_months', undefined],
  ['create-coupon.currency', 'currency'],
  ['create-coupon.currency_options.*.amount_off', 'amount'],
  ['list-products.created', 'unix-time'],
  ['list-products.created.gte', 'unix-time'],
  ['update-subscription.trial_end', 'unix-time'],
  ['create-price.unit_amount', 'amount'],
  ['create-price.custom_unit_amount.minimum', 'amount'],
  ['create-price.recurring.interval_count', undefined],
  ['create-checkout-session.line_items.[].price_data.unit_amount', 'amount'],
  ['create-checkout-session.line_items.[].quantity', undefined],
  ['create-credit-grant.amount.monetary.value', 'amount'],
  ['search-charges.amount', 'amount'],
  ['search-charges.amount.gte', 'amount'],
  ['refund-payment.amount', 'amount'],
])('the schema of %s says that it is of the format %s', (path, format) => {
  expect(schemaAt(path)).toBeDefined()
  expect(oneOf(schemaAt(path), 'format')).toBe(format)
})

test.each([
  ['create-price.product', 'product'],
  ['create-checkout-session.line_items.[].price', 'price'],
  ['create-checkout-session.subscription_data.default_tax_rates.[]', 'tax_rate'],
  ['create-subscription.add_invoice_items.[].price', 'price'],
  ['create-customer.name', undefined],
])('the schema of %s says that it is the ID of a %s', (path, kind) => {
  expect(schemaAt(path)).toBeDefined()
  expect(oneOf(schemaAt(path), 'x-refers-to')).toBe(kind)
})
