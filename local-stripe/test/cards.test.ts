import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

type Confirmable = Partial<Stripe.PaymentIntentCreateParams>

const pay = (method: string, params: Confirmable = {}) =>
  stripe.paymentIntents.create({
    amount: 1000,
    currency: 'eur',
    payment_method: method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    expand: ['latest_charge.balance_transaction'],
    ...params,
  })

const chargeOf = async (method: string, params?: Confirmable) =>
  expanded((await pay(method, params)).latest_charge) as Stripe.Charge

const EXPIRY = 'card[exp_month]=12&card[exp_year]=2040'
const enter = (number: string, more = 'card[cvc]=123') =>
  local.call('POST /v1/payment_methods', `type=card&card[number]=${number}&${EXPIRY}&${more}`)

const made = async (number: string, more?: string) => String((await enter(number, more)).body['id'])

/** Stripe's page of test cards: https://docs.stripe.com/testing */
const NUMBERS: [brand: string, country: string, funding: string, numbers: string][] = [
  ['visa', 'US', 'credit', '4242424242424242'],
  ['visa', 'US', 'debit', '4000056655665556 4000051230000072 4000058400307872 4000058400306072'],
  ['mastercard', 'US', 'credit', '5555555555554444 2223003122003222 5105008400000002 5105000300000018'],
  ['mastercard', 'US', 'debit', '5200828282828210 5200828282828897'],
  ['mastercard', 'US', 'prepaid', '5105105105105100'],
  ['amex', 'US', 'credit', '378282246310005 371449635398431'],
  ['discover', 'US', 'credit', '6011111111111117 6011000990139424 6555900000604105'],
  ['discover', 'US', 'debit', '6011981111111113'],
  ['diners', 'US', 'credit', '3056930009020004 36227206271667'],
  ['jcb', 'JP', 'credit', '3566002020360505 3530111333300000'],
  ['unionpay', 'CN', 'credit', '6200000000000005 6205500000000000004'],
  ['unionpay', 'CN', 'debit', '6200000000000047'],
  ['unknown', 'MX', 'credit', '5062210000000009'],
  ['visa', 'FR', 'credit', '4000002500001001'],
  ['mastercard', 'FR', 'credit', '5555552500001001'],
  ['visa', 'AU', 'debit', '4000050360000001'],
  ['mastercard', 'AU', 'debit', '5555050360000080'],
  ['mastercard', 'AE', 'credit', '5200007840000022'],
  ['mastercard', 'GB', 'credit', '5555558265554449'],
  ['visa', 'GB', 'debit', '4000058260000005'],
  ['visa', 'TH', 'debit', '4000057640000008'],
  ['visa', 'IE', 'credit', '4000000000003220 4000003720000278'],
  ['visa', 'FR', 'credit', '4000002500003155'],
  ['visa', 'DE', 'credit', '4000002760003184'],
  ['visa', 'IT', 'credit', '4000003800000446'],
  ['visa', 'GB', 'credit', '4000008260003178'],
  [
    'visa',
    'US',
    'credit',
    '4000000000000002 4000000000009995 4000000000009987 4000000000009979 4000000000000069 4000000000000127 ' +
      '4000000000000119 4000000000006975 4000000000000341 4100000000000019 4000000000004954 4000000000009235 ' +
      '4000008400000407 4000008400000159 4000008400001017 4001858821843804 4000008405600003 4000000000000101 ' +
      '4000000000000036 4000000000000028 4000000000000010 4000000000000044 4000000000001208 4000000000003725 ' +
      '4000000000000259 4000000000002685 4000000000001976 4000000000005423 4000000404000079 4000000404000038 ' +
      '4000008400000779 4000000001000043 4000000404004816 4000000404005649 4000000000007726 4000000000005126 ' +
      '4000000000000077 4000008400000027 4000008400001629 4000008400001280 4000000000003055 4000000000003097 ' +
      '4000000032200000 4000582600000094 4000582600000045 4000582600000102 4000582600000110',
  ],
]

/** Visa credit cards by the country of their bank. */
const BY_COUNTRY = (
  'AR 4000000320000021 BR 4000000760000002 CA 4000001240000000 CL 4000001520000001 CO 4000001700000003 ' +
  'CR 4000001880000005 EC 4000002180000000 MX 4000004840008001 PA 4000005910000000 PY 4000006000000066 ' +
  'PE 4000006040000068 UY 4000008580000003 AE 4000007840000001 AT 4000000400000008 BE 4000000560000004 ' +
  'BG 4000001000000000 BY 4000001120000005 HR 4000001910000009 CY 4000001960000008 CZ 4000002030000002 ' +
  'DK 4000002080000001 EE 4000002330000009 FI 4000002460000001 FR 4000002500000003 DE 4000002760000016 ' +
  'GI 4000002920000005 GR 4000003000000030 HU 4000003480000005 IE 4000003720000005 IT 4000003800000008 ' +
  'LV 4000004280000005 LI 4000004380000004 LT 4000004400000000 LU 4000004420000006 MT 4000004700000007 ' +
  'NL 4000005280000002 NO 4000005780000007 PL 4000006160000005 PT 4000006200000007 RO 4000006420000001 ' +
  'SA 4000006820000007 SI 4000007050000006 SK 4000007030000001 ES 4000007240000007 SE 4000007520000008 ' +
  'CH 4000007560000009 GB 4000008260000000 AU 4000000360000006 CN 4000001560000002 HK 4000003440000004 ' +
  'IN 4000003560000008 JP 4000003920000003 MY 4000004580000002 NZ 4000005540000008 SG 4000007020000003 ' +
  'TW 4000001580000008 TH 4000007640000003'
).match(/\w\w \d+/g)

describe('a test card', () => {
  it.each([
    ...NUMBERS,
    ...(BY_COUNTRY ?? []).map((each) => ['visa', each.slice(0, 2), 'credit', each.slice(3)] as const),
  ])('of %s, %s and %s is known by its number', async (brand, country, funding, numbers) => {
    for (const number of numbers.split(' ')) {
      const { body, status } = await enter(number)
      expect({ number, status }).toEqual({ number, status: 200 })
      expect({ number, ...Object(body['card']) }).toMatchObject({
        number,
        brand,
        country,
        display_brand: brand,
        funding,
        last4: number.slice(-4),
        exp_month: 12,
        exp_year: 2040,
      })
    }
  })

  it.each([
    ['pm_card_hu', { brand: 'visa', country: 'HU', funding: 'credit', last4: '0005' }],
    ['pm_card_th_credit', { country: 'TH', funding: 'credit' }],
    ['pm_card_gb_debit', { country: 'GB', funding: 'debit' }],
    ['pm_card_ae_mastercard', { brand: 'mastercard', country: 'AE' }],
    ['pm_card_us', { brand: 'visa', country: 'US', last4: '4242' }],
    ['pm_card_mastercard_prepaid', { brand: 'mastercard', funding: 'prepaid' }],
    ['pm_card_visa_cartesBancaires', { networks: { available: ['cartes_bancaires', 'visa'], preferred: null } }],
    ['pm_card_debit_visaFsaProductCode', { funding: 'debit', last4: '0072' }],
    ['pm_card_amex_threeDSecureNotSupported', { brand: 'amex', three_d_secure_usage: { supported: false } }],
    ['pm_card_authenticationRequiredSetupForOffSession', { country: 'IT', last4: '0446' }],
  ])('is known by its name %s', async (name, card) => {
    expect((await stripe.paymentMethods.retrieve(name)).card).toMatchObject(card)
  })

  it('expires in a year when Stripe names it', async () => {
    const inAYear = () => {
      const now = new Date()
      return [now.getUTCMonth() + 1, now.getUTCFullYear() + 1]
    }
    const before = inAYear()
    const { card } = await stripe.paymentMethods.retrieve('pm_card_visa')
    // The month may end meanwhile.
    expect([before, inAYear()]).toContainEqual([card?.exp_month, card?.exp_year])
  })

  it('with any other number is refused', async () => {
    const { body, status } = await enter('4539578763621486')
    expect({ status, ...body.error }).toMatchObject({
      status: 402,
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'test_mode_live_card',
    })
    expect((await enter('4242424242424241')).body.error).toMatchObject({ code: 'incorrect_number', param: 'number' })
    await expect(stripe.paymentMethods.retrieve('pm_card_none')).rejects.toMatchObject({ code: 'resource_missing' })
    await expect(pay('tok_visa')).rejects.toMatchObject({ code: 'resource_missing', param: 'payment_method' })
  })
})

const OF_ISSUER = { advice_code: 'try_again_later', network_decline_code: '01', type: 'card_error' }

describe('a declined card', () => {
  it.each([
    ['pm_card_chargeDeclined', { code: 'card_declined', decline_code: 'generic_decline', ...OF_ISSUER }],
    ['pm_card_chargeDeclinedInsufficientFunds', { code: 'card_declined', decline_code: 'insufficient_funds' }],
    ['pm_card_visa_chargeDeclinedLostCard', { decline_code: 'lost_card', advice_code: 'do_not_try_again' }],
    ['pm_card_visa_chargeDeclinedStolenCard', { decline_code: 'stolen_card', advice_code: 'do_not_try_again' }],
    [
      'pm_card_chargeDeclinedExpiredCard',
      { code: 'expired_card', decline_code: 'expired_card', param: 'exp_month', network_decline_code: '01' },
    ],
    ['pm_card_chargeDeclinedIncorrectCvc', { code: 'incorrect_cvc', param: 'cvc', advice_code: 'confirm_card_data' }],
    ['pm_card_chargeDeclinedProcessingError', { code: 'processing_error', decline_code: 'processing_error' }],
    ['pm_card_visa_chargeDeclinedVelocityLimitExceeded', { decline_code: 'card_velocity_exceeded' }],
    ['pm_card_visa_chargeCustomerFailLostCard', { decline_code: 'lost_card' }],
  ])('says why: %s', async (name, fields) => {
    const { body, status } = await local.call(
      'POST /v1/payment_intents',
      `amount=900&currency=eur&confirm=true&payment_method=${name}&automatic_payment_methods[enabled]=true` +
        '&automatic_payment_methods[allow_redirects]=never',
    )
    expect({ status, ...body.error }).toMatchObject({ status: 402, type: 'card_error', ...fields })
    expect(body.error).toHaveProperty('advice_code')
    expect(body.error).toHaveProperty('network_decline_code')
    const intent = await stripe.paymentIntents.retrieve(body.error?.payment_intent?.id ?? '')
    expect(intent.last_payment_error).toMatchObject({
      ...fields,
      payment_method: { object: 'payment_method', type: 'card' },
      payment_method_type: 'card',
    })
    const charge = await stripe.charges.retrieve(String(intent.latest_charge))
    expect(charge.outcome).toMatchObject({
      advice_code: body.error?.advice_code,
      network_decline_code: '01',
      network_status: 'declined_by_network',
      reason: body.error?.decline_code ?? body.error?.code,
      type: 'issuer_declined',
    })
    expect(charge).toMatchObject({ receipt_url: null, fraud_details: {} })
  })

  it('says why when it cannot be attached, and is not attached', async () => {
    const { id: customer } = await stripe.customers.create()
    const { body, status } = await local.call(
      'POST /v1/payment_methods/pm_card_chargeDeclined/attach',
      `customer=${customer}`,
    )
    expect({ status, ...body.error }).toMatchObject({
      status: 402,
      ...OF_ISSUER,
      code: 'card_declined',
      decline_code: 'generic_decline',
      param: '',
    })
    expect((await stripe.paymentMethods.list({ customer })).data).toEqual([])
  })

  it('says why when it cannot be set up', async () => {
    const { id } = await stripe.setupIntents.create({
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })
    const { body } = await local.call(
      `POST /v1/setup_intents/${id}/confirm`,
      'payment_method=pm_card_chargeDeclinedExpiredCard',
    )
    const fields = {
      code: 'expired_card',
      decline_code: 'expired_card',
      param: 'exp_month',
      network_decline_code: '01',
    }
    expect(body.error).toMatchObject({ ...fields, advice_code: 'confirm_card_data' })
    expect((await stripe.setupIntents.retrieve(id)).last_setup_error).toMatchObject({
      ...fields,
      payment_method_type: 'card',
    })
  })

  it('is declined after it was attached, where that is what it is for', async () => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_chargeCustomerFail' })
    const [method] = (await stripe.paymentMethods.list({ customer })).data
    await expect(pay(method?.id ?? '', { customer })).rejects.toMatchObject({ decline_code: 'generic_decline' })
  })
})

describe('a risky card', () => {
  it.each(['pm_card_radarBlock', 'pm_card_riskLevelHighest'])('of the highest risk is blocked: %s', async (name) => {
    const { id: customer } = await stripe.customers.create({ payment_method: name })
    const [method] = (await stripe.paymentMethods.list({ customer })).data
    await expect(pay(method?.id ?? '', { customer })).rejects.toMatchObject({
      code: 'card_declined',
      decline_code: 'fraudulent',
    })
    const [charge] = (await stripe.charges.list({ customer })).data
    expect(charge).toMatchObject({
      failure_code: 'card_declined',
      fraud_details: { stripe_report: 'fraudulent' },
      outcome: {
        network_status: 'not_sent_to_network',
        reason: 'highest_risk_level',
        risk_level: 'highest',
        type: 'blocked',
        network_decline_code: null,
      },
    })
  })

  it('of an elevated risk pays', async () => {
    expect(await chargeOf('pm_card_riskLevelElevated')).toMatchObject({
      status: 'succeeded',
      outcome: { risk_level: 'elevated', type: 'authorized' },
    })
  })
})

const ADDRESS = 'billing_details[address][line1]=1 Main St&billing_details[address][postal_code]=94105'

describe('a check', () => {
  const checksOf = async (number: string, more: string) => {
    const id = await made(number, more)
    const { card } = await stripe.paymentMethods.retrieve(id)
    const charge = await chargeOf(id)
    return [card?.checks, charge.payment_method_details?.card?.checks]
  }
  const checks = (line1: string | null, postalCode: string | null, cvc: string | null) => ({
    address_line1_check: line1,
    address_postal_code_check: postalCode,
    cvc_check: cvc,
  })
  const all = `card[cvc]=123&${ADDRESS}`

  it.each([
    ['4242424242424242', all, checks('pass', 'pass', 'pass')],
    ['4242424242424242', '', checks(null, null, null)],
    ['4000000000000101', all, checks('pass', 'pass', 'fail')],
    ['4000000000000101', ADDRESS, checks('pass', 'pass', null)],
    ['4000000000000036', all, checks('pass', 'fail', 'pass')],
    ['4000000000000036', 'card[cvc]=123', checks(null, null, 'pass')],
    ['4000000000000028', all, checks('fail', 'pass', 'pass')],
    ['4000000000000010', all, checks('fail', 'fail', 'pass')],
    ['4000000000000010', 'card[cvc]=123', checks('fail', 'fail', 'pass')],
    ['4000000000000044', all, checks('unavailable', 'unavailable', 'pass')],
  ])('of %s with "%s" is made when it is charged', async (number, more, after) => {
    const before = checks(
      more.includes('line1') ? 'unchecked' : null,
      more.includes('postal_code') ? 'unchecked' : null,
      more.includes('cvc') ? 'unchecked' : null,
    )
    expect(await checksOf(number, more)).toEqual([before, after])
  })

  it('is made when the card is attached', async () => {
    const { id: customer } = await stripe.customers.create()
    const { card } = await stripe.paymentMethods.attach('pm_card_cvcCheckFail', { customer })
    expect(card?.checks).toEqual(checks(null, null, 'fail'))
    const id = await made('4000000000000036', all)
    const { card: withAddress } = await stripe.paymentMethods.attach(id, { customer })
    expect(withAddress?.checks).toEqual(checks('pass', 'fail', 'pass'))
    const { card: moved } = await stripe.paymentMethods.update(id, { billing_details: { address: { line1: '2' } } })
    expect(moved?.checks).toEqual(checks('unchecked', null, 'pass'))
  })
})

describe('3D Secure', () => {
  const customerWith = async (name: string) => {
    const { id: customer } = await stripe.customers.create({ payment_method: name })
    const [method] = (await stripe.paymentMethods.list({ customer })).data
    return { customer, method: method?.id ?? '' }
  }
  const requested = { payment_method_options: { card: { request_three_d_secure: 'any' as const } } }

  it.each([
    'pm_card_authenticationRequired',
    'pm_card_authenticationRequiredOnSetup',
    'pm_card_authenticationRequiredSetupForOffSession',
    'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
    'pm_card_threeDSecure2Required',
    'pm_card_threeDSecureRequiredChargeDeclined',
  ])('is required on session of %s', async (name) => {
    expect(await pay(name)).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } })
  })

  it('is performed where it is only supported when the payment asks for it', async () => {
    const without = await chargeOf('pm_card_threeDSecureOptional')
    expect(without.payment_method_details?.card?.three_d_secure).toBeNull()
    expect(await pay('pm_card_threeDSecureOptional', requested)).toMatchObject({ status: 'requires_action' })
    expect(await pay('pm_card_visa', requested)).toMatchObject({ status: 'succeeded' })
    expect(await pay('pm_card_threeDSecureOptionalProcessingError')).toMatchObject({ status: 'succeeded' })
    await expect(pay('pm_card_threeDSecureOptionalProcessingError', requested)).rejects.toMatchObject({
      code: 'card_declined',
    })
  })

  it('fails where its lookup does', async () => {
    await expect(pay('pm_card_threeDSecureRequiredProcessingError')).rejects.toMatchObject({ code: 'card_declined' })
  })

  it('passes without the owner where the flow is frictionless', async () => {
    const charge = await chargeOf(await made('4000000032200000'))
    expect(charge.payment_method_details?.card).toMatchObject({
      electronic_commerce_indicator: '05',
      three_d_secure: { authentication_flow: 'frictionless', result: 'authenticated' },
    })
  })

  it('is not required off session of a card that is set up already', async () => {
    const { customer, method } = await customerWith('pm_card_authenticationRequiredSetupForOffSession')
    expect(await pay(method, { customer })).toMatchObject({ status: 'requires_action' })
    expect(await pay(method, { customer, off_session: true })).toMatchObject({ status: 'succeeded' })
  })

  it.each([
    ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_threeDSecureRequiredChargeDeclined', 'generic_decline'],
  ])('does not spare %s a decline', async (name, declineCode) => {
    const { id } = await pay(name)
    const page = new URL(`/authenticate/${id}`, local.url)
    await fetch(page, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'confirm' }),
      headers: { origin: page.origin },
    })
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: declineCode },
    })
  })
})

describe('what follows a charge', () => {
  const eventsAbout = async (charge: string) =>
    (await stripe.events.list({ limit: 100 })).data
      .filter(({ data: { object } }) => 'charge' in object && object.charge === charge)
      .map(({ type }) => type)

  it.each([
    ['pm_card_createDispute', ['fraudulent']],
    ['pm_card_createDisputeProductNotReceived', ['product_not_received']],
    ['pm_card_createMultipleDisputes', ['fraudulent', 'product_not_received']],
    ['pm_card_createComplianceDispute', ['noncompliant']],
    ['pm_card_createEthocaAlert', ['fraudulent']],
  ])('of %s is a dispute', async (name, reasons) => {
    const { id } = await chargeOf(name)
    expect(await stripe.charges.retrieve(id)).toMatchObject({ status: 'succeeded', disputed: true })
    const { data } = await stripe.disputes.list({ charge: id })
    expect(data.map(({ reason }) => reason).sort()).toEqual(reasons)
    expect(data[0]).toMatchObject({
      amount: 1000,
      balance_transactions: [{ amount: -1000, fee: 1500, type: 'adjustment', reporting_category: 'dispute' }],
      is_charge_refundable: false,
      status: 'needs_response',
    })
    await expect(stripe.refunds.create({ charge: id })).rejects.toMatchObject({ code: 'charge_disputed' })
    expect(await eventsAbout(id)).toEqual(
      expect.arrayContaining(['charge.dispute.created', 'charge.dispute.funds_withdrawn']),
    )
  })

  it('is an inquiry, which can be escalated', async () => {
    const { id } = await chargeOf('pm_card_createDisputeInquiry')
    const [inquiry] = (await stripe.disputes.list({ charge: id })).data
    expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] })
    const escalated = await stripe.disputes.update(inquiry?.id ?? '', {
      evidence: { uncategorized_text: 'escalate_inquiry_evidence' },
    })
    expect(escalated).toMatchObject({ status: 'needs_response', balance_transactions: [{ amount: -1000 }] })
  })

  it('ends as the evidence says', async () => {
    const disputed = async () => {
      const { id: charge } = await chargeOf('pm_card_createDispute')
      return (await stripe.disputes.list({ charge })).data[0]?.id ?? ''
    }
    const won = await disputed()
    const staged = await stripe.disputes.update(won, { evidence: { customer_name: 'Jenny' }, submit: false })
    expect(staged).toMatchObject({ status: 'needs_response', evidence_details: { has_evidence: true } })
    expect(await stripe.disputes.update(won, { evidence: { uncategorized_text: 'winning_evidence' } })).toMatchObject({
      status: 'won',
      evidence: { customer_name: 'Jenny' },
      balance_transactions: [{}, { amount: 1000 }],
    })
    await expect(stripe.disputes.update(won, { evidence: { receipt: 'x' } })).rejects.toMatchObject({ statusCode: 400 })
    const lost = await disputed()
    expect(await stripe.disputes.update(lost, { evidence: { uncategorized_text: 'losing_evidence' } })).toMatchObject({
      status: 'lost',
    })
    const closed = await disputed()
    expect(await stripe.disputes.close(closed)).toMatchObject({ status: 'lost' })
    await expect(stripe.disputes.close(closed)).rejects.toMatchObject({ statusCode: 400 })
    const waiting = await disputed()
    expect(await stripe.disputes.update(waiting, { evidence: { uncategorized_text: 'A letter' } })).toMatchObject({
      status: 'under_review',
      evidence_details: { submission_count: 1, submission_method: 'manual' },
    })
    const { data } = await stripe.events.list({ type: 'charge.dispute.closed' })
    expect(data.map(({ data: { object } }) => 'id' in object && object.id)).toEqual([closed, lost, won])
  })

  it('is a warning', async () => {
    const { id } = await chargeOf('pm_card_createIssuerFraudRecord')
    expect(await stripe.charges.retrieve(id)).toMatchObject({ disputed: false })
    const { data } = await stripe.radar.earlyFraudWarnings.list({ charge: id })
    expect(data).toMatchObject([{ actionable: true, fraud_type: 'made_with_stolen_card' }])
    expect(await stripe.radar.earlyFraudWarnings.retrieve(data[0]?.id ?? '')).toMatchObject({ charge: id })
  })

  it('is a refund that succeeds later', async () => {
    const { id: charge } = await chargeOf('pm_card_pendingRefund')
    const { id, status } = await stripe.refunds.create({ charge })
    expect(status).toBe('pending')
    await expect.poll(async () => (await stripe.refunds.retrieve(id)).status, { timeout: 60_000 }).toBe('succeeded')
    const { data } = await stripe.events.list({ type: 'refund.updated' })
    expect(data[0]?.data).toMatchObject({ object: { id }, previous_attributes: { status: 'pending' } })
  })

  it('is a refund that fails later, and gives the money back', async () => {
    const { id: charge } = await chargeOf('pm_card_refundFail')
    const { id, status } = await stripe.refunds.create({ charge })
    expect(status).toBe('succeeded')
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 1000, refunded: true })
    await expect.poll(async () => (await stripe.refunds.retrieve(id)).status, { timeout: 60_000 }).toBe('failed')
    expect(await stripe.refunds.retrieve(id, { expand: ['failure_balance_transaction'] })).toMatchObject({
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: { amount: 1000, type: 'refund_failure' },
    })
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 0, refunded: false })
    expect((await stripe.events.list({ type: 'refund.failed' })).data).toMatchObject([{ data: { object: { id } } }])
  })

  it.each([
    ['pm_card_bypassPending', 'available'],
    ['pm_card_bypassPendingInternational', 'available'],
    ['pm_card_visa', 'pending'],
  ])('of %s is money that is %s', async (name, status) => {
    expect((await chargeOf(name)).balance_transaction).toMatchObject({ status })
    const { id } = await pay(name, { capture_method: 'manual' })
    const captured = await stripe.paymentIntents.capture(id, { expand: ['latest_charge.balance_transaction'] })
    expect(captured.latest_charge).toMatchObject({ balance_transaction: { status } })
  })
})

describe('a charge', () => {
  it('shows what the bank said of it, and where its receipt is', async () => {
    const charge = await chargeOf('pm_card_visa', { description: 'A mug' })
    expect(charge.payment_method_details?.card).toMatchObject({
      brand: 'visa',
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      electronic_commerce_indicator: '07',
      funding: 'credit',
      last4: '4242',
      network: 'visa',
      three_d_secure: null,
    })
    expect(charge.payment_method_details?.card?.authorization_code).toMatch(/^\d{6}$/)
    expect(charge.payment_method_details?.card?.network_transaction_id).toMatch(/^\d{15}$/)
    const path = new URL(charge.receipt_url ?? '').pathname.replace('/local-stripe', '')
    const receipt = await fetch(new URL(path, local.url))
    expect(receipt.status).toBe(200)
    expect(await receipt.text()).toMatch(/Receipt for €10\.00[\s\S]*visa •••• 4242[\s\S]*A mug/)
    expect((await fetch(new URL('/receipts/ch_none', local.url))).status).toBe(404)
  })
})
