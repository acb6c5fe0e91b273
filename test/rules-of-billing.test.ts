import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createCoupon } from '../handlers/coupons/create-coupon.ts'
import { createCreditNote } from '../handlers/credit-notes/create-credit-note.ts'
import { previewCreditNote } from '../handlers/credit-notes/preview-credit-note.ts'
import { previewInvoice } from '../handlers/invoices/preview-invoice.ts'
import { createPromotionCode } from '../handlers/promotion-codes/create-promotion-code.ts'
import { createSubscriptionItem } from '../handlers/subscription-items/create-subscription-item.ts'
import { createSubscriptionSchedule } from '../handlers/subscription-schedules/create-subscription-schedule.ts'
import { updateSubscriptionSchedule } from '../handlers/subscription-schedules/update-subscription-schedule.ts'
import { createTaxRate } from '../handlers/tax-rates/create-tax-rate.ts'
import type { Action } from '../src/action/define.ts'
import { issuesOf } from '../src/issues.ts'

/** What an action finds wrong with an input; nothing if it takes it. */
function wrong({ schema }: Action, input: Record<string, unknown>) {
  return issuesOf(z.safeParse(schema, input).error?.issues ?? [])
}

test('a coupon takes off a percentage or an amount with its currency', () => {
  const one = { param: 'percent_off', message: 'exactly one of percent_off and amount_off is required' }
  expect(wrong(createCoupon, {})).toEqual([one])
  expect(wrong(createCoupon, { percent_off: 10, amount_off: 100, currency: 'usd' })).toEqual([one])
  expect(wrong(createCoupon, { amount_off: 100 })).toEqual([
    { param: 'currency', message: 'is required with amount_off' },
  ])
  expect(wrong(createCoupon, { percent_off: '12.5' })).toEqual([])
  expect(wrong(createCoupon, { percent_off: 100.5 })).toEqual([
    { param: 'percent_off', message: 'must be at most 100' },
  ])
  expect(wrong(createCoupon, { percent_off: '-1' })).toEqual([{ param: 'percent_off', message: 'must be at least 0' }])
})

test('a coupon has months exactly when it repeats', () => {
  const coupon = { percent_off: 10 }
  expect(wrong(createCoupon, { ...coupon, duration: 'repeating' })).toEqual([
    { param: 'duration_in_months', message: 'is required when duration is repeating' },
  ])
  for (const given of [{}, { duration: 'forever' }]) {
    expect(wrong(createCoupon, { ...coupon, ...given, duration_in_months: 3 })).toEqual([
      { param: 'duration_in_months', message: 'needs the duration repeating' },
    ])
  }
  expect(wrong(createCoupon, { ...coupon, duration: 'repeating', duration_in_months: '3' })).toEqual([])
})

test('a promotion code with a minimum amount says its currency', () => {
  const code = { promotion: { type: 'coupon', coupon: 'SUMMER 25' } }
  expect(wrong(createPromotionCode, { ...code, restrictions: { minimum_amount: 5000 } })).toEqual([
    { param: 'restrictions.minimum_amount_currency', message: 'is required with minimum_amount' },
  ])
  const restrictions = { minimum_amount: 5000, minimum_amount_currency: 'usd' }
  expect(wrong(createPromotionCode, { ...code, restrictions })).toEqual([])
  expect(wrong(createPromotionCode, { promotion: { type: 'coupon' } })).toEqual([
    { param: 'promotion.coupon', message: 'is required' },
  ])
})

test.each([createCreditNote, previewCreditNote])('$name needs something to credit', (action) => {
  expect(wrong(action, { invoice: 'in_1' })).toEqual([
    { param: 'amount', message: 'is required unless lines or shipping_cost is given' },
  ])
  for (const credited of [
    { amount: 100 },
    { lines: [{ type: 'invoice_line_item', invoice_line_item: 'il_1', quantity: 1 }] },
    { shipping_cost: { shipping_rate: 'shr_1' } },
  ]) {
    expect(wrong(action, { invoice: 'in_1', ...credited })).toEqual([])
  }
})

test('a preview is of something, and not of a schedule and a subscription at once', () => {
  expect(wrong(previewInvoice, {})).toMatchObject([{ param: 'customer', message: /^is required unless/ }])
  for (const previewed of [
    { subscription: 'sub_1' },
    { schedule: 'sub_sched_1' },
    { customer_details: { address: { country: 'DE' } } },
    { subscription_details: { items: [{ price: 'price_1' }] } },
  ]) {
    expect(wrong(previewInvoice, previewed)).toEqual([])
  }
  for (const schedule of [{ schedule: 'sub_sched_1' }, { schedule_details: { end_behavior: 'cancel' } }]) {
    const [param] = Object.keys(schedule)
    for (const other of [{ subscription: 'sub_1' }, { subscription_details: { cancel_now: true } }]) {
      const message = `cannot be combined with ${Object.keys(other)[0]}`
      expect(wrong(previewInvoice, { ...schedule, ...other })).toEqual([{ param, message }])
    }
  }
})

test('an item of a subscription has a price', () => {
  expect(wrong(createSubscriptionItem, { subscription: 'sub_1' })).toEqual([
    { param: 'price', message: 'is required unless price_data or plan is given' },
  ])
  const recurring = { currency: 'usd', product: 'prod_1', unit_amount: 500, recurring: { interval: 'month' } }
  for (const priced of [{ price: 'price_1' }, { price_data: recurring }, { plan: 'plan_1' }]) {
    expect(wrong(createSubscriptionItem, { subscription: 'sub_1', ...priced })).toEqual([])
  }
})

test('a schedule is of a subscription, or of a customer with phases', () => {
  const phases = [{ items: [{ price: 'price_1' }] }]
  const one = { param: 'from_subscription', message: 'exactly one of from_subscription and phases is required' }
  expect(wrong(createSubscriptionSchedule, {})).toEqual([one])
  expect(wrong(createSubscriptionSchedule, { customer: 'cus_1' })).toEqual([one])
  expect(wrong(createSubscriptionSchedule, { from_subscription: 'sub_1', customer: 'cus_1', phases })).toEqual([one])
  expect(wrong(createSubscriptionSchedule, { phases })).toEqual([
    { param: 'customer', message: 'is required with phases' },
  ])
  for (const whose of [{ customer: 'cus_1' }, { customer_account: 'acct_1' }]) {
    expect(wrong(createSubscriptionSchedule, { ...whose, phases })).toEqual([])
  }
  expect(wrong(createSubscriptionSchedule, { from_subscription: 'sub_1' })).toEqual([])
})

test('a time that may be now is a timestamp or that word', () => {
  const schedule = { customer: 'cus_1', phases: [{ items: [{ price: 'price_1' }] }] }
  const read = (start_date: unknown) => z.safeParse(createSubscriptionSchedule.schema, { ...schedule, start_date })
  expect([read('now').data?.['start_date'], read('1767225600').data?.['start_date']]).toEqual(['now', 1767225600])
  expect(issuesOf(read('soon').error?.issues ?? [])).toEqual([
    {
      param: 'start_date',
      message: 'must be a Unix timestamp: whole seconds since 1970, such as 1767225600, or must be one of now',
    },
  ])
  const phase = { items: [{ price: 'price_1' }], start_date: 'now', end_date: 'later' }
  expect(wrong(updateSubscriptionSchedule, { subscription_schedule_id: 'sub_sched_1', phases: [phase] })).toEqual([
    { param: 'phases[0].end_date', message: expect.stringMatching(/Unix timestamp.*, or must be one of now/) },
  ])
})

test('the percentage of a tax may have decimals', () => {
  const rate = { display_name: 'VAT', inclusive: false }
  expect(wrong(createTaxRate, { ...rate, percentage: '8.875' })).toEqual([])
  expect(wrong(createTaxRate, { ...rate, percentage: 'a lot' })).toEqual([
    { param: 'percentage', message: 'must be a number' },
  ])
  expect(wrong(createTaxRate, { ...rate, percentage: 101 })).toEqual([
    { param: 'percentage', message: 'must be at most 100' },
  ])
})
