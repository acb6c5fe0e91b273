import { DECLINES, type Decline } from './declines.ts'
import type { TestCard } from './test-card.ts'

/** A card: its number, the ids of its payment methods, and what sets it apart from a Visa credit card of the US. */
function card(number: string, names: string, more: Partial<TestCard> = {}): TestCard {
  const named = names === '' ? [] : names.split(' ').map((name) => `pm_card_${name}`)
  const { brand = 'visa', networks = [brand] } = more
  return { key: named[0] ?? number, number, names: named, networks, country: 'US', funding: 'credit', ...more, brand }
}

const declining = (number: string, names: string, decline: Decline) => card(number, names, { decline })

const BY_BRAND = [
  card('4242424242424242', 'visa us'),
  card('4000056655665556', 'visa_debit', { funding: 'debit' }),
  card('5555555555554444', 'mastercard', { brand: 'mastercard' }),
  card('2223003122003222', '', { brand: 'mastercard' }),
  card('5200828282828210', 'mastercard_debit', { brand: 'mastercard', funding: 'debit' }),
  card('5105105105105100', 'mastercard_prepaid', { brand: 'mastercard', funding: 'prepaid' }),
  card('378282246310005', 'amex amex_threeDSecureNotSupported', { brand: 'amex', threeDSecure: 'unsupported' }),
  card('371449635398431', '', { brand: 'amex' }),
  card('6011111111111117', 'discover', { brand: 'discover' }),
  card('6011000990139424', '', { brand: 'discover' }),
  card('6011981111111113', '', { brand: 'discover', funding: 'debit' }),
  card('3056930009020004', 'diners', { brand: 'diners' }),
  card('36227206271667', '', { brand: 'diners' }),
  card('6555900000604105', '', { brand: 'discover' }),
  card('3566002020360505', 'jcb', { brand: 'jcb', country: 'JP' }),
  card('6200000000000005', 'unionpay', { brand: 'unionpay', country: 'CN' }),
  card('6200000000000047', '', { brand: 'unionpay', country: 'CN', funding: 'debit' }),
  card('6205500000000000004', '', { brand: 'unionpay', country: 'CN' }),
  card('4000002500001001', 'visa_cartesBancaires', { country: 'FR', networks: ['cartes_bancaires', 'visa'] }),
  card('5555552500001001', 'mastercard_cartesBancaires', {
    brand: 'mastercard',
    country: 'FR',
    networks: ['cartes_bancaires', 'mastercard'],
  }),
  card('4000050360000001', 'visa_debit_eftposAuCoBranded', {
    country: 'AU',
    funding: 'debit',
    networks: ['eftpos_au', 'visa'],
  }),
  card('5555050360000080', 'mastercard_debit_eftposAuCoBranded', {
    brand: 'mastercard',
    country: 'AU',
    funding: 'debit',
    networks: ['eftpos_au', 'mastercard'],
  }),
  card('4000051230000072', 'debit_visaFsaProductCode', { funding: 'debit' }),
  card('4000051230000072', 'debit_visaHsaProductCode', { funding: 'debit' }),
  card('5200828282828897', 'mastercard_debit_mastercardFsaProductCode', { brand: 'mastercard', funding: 'debit' }),
]

/** Visa credit cards, named for the country of their bank. */
const VISA_BY_COUNTRY: Record<string, string> = {
  ar: '4000000320000021',
  br: '4000000760000002',
  ca: '4000001240000000',
  cl: '4000001520000001',
  co: '4000001700000003',
  cr: '4000001880000005',
  ec: '4000002180000000',
  mx: '4000004840008001',
  pa: '4000005910000000',
  py: '4000006000000066',
  pe: '4000006040000068',
  uy: '4000008580000003',
  ae: '4000007840000001',
  at: '4000000400000008',
  be: '4000000560000004',
  bg: '4000001000000000',
  by: '4000001120000005',
  hr: '4000001910000009',
  cy: '4000001960000008',
  cz: '4000002030000002',
  dk: '4000002080000001',
  ee: '4000002330000009',
  fi: '4000002460000001',
  fr: '4000002500000003',
  de: '4000002760000016',
  gi: '4000002920000005',
  gr: '4000003000000030',
  hu: '4000003480000005',
  ie: '4000003720000005',
  it: '4000003800000008',
  lv: '4000004280000005',
  li: '4000004380000004',
  lt: '4000004400000000',
  lu: '4000004420000006',
  mt: '4000004700000007',
  nl: '4000005280000002',
  no: '4000005780000007',
  pl: '4000006160000005',
  pt: '4000006200000007',
  ro: '4000006420000001',
  si: '4000007050000006',
  sk: '4000007030000001',
  es: '4000007240000007',
  se: '4000007520000008',
  ch: '4000007560000009',
  gb: '4000008260000000',
  au: '4000000360000006',
  cn: '4000001560000002',
  hk: '4000003440000004',
  in: '4000003560000008',
  jp: '4000003920000003',
  my: '4000004580000002',
  nz: '4000005540000008',
  sg: '4000007020000003',
  tw: '4000001580000008',
}

const BY_COUNTRY = [
  ...Object.entries(VISA_BY_COUNTRY).map(([country, number]) =>
    card(number, country, { country: country.toUpperCase() }),
  ),
  card('5062210000000009', '', { brand: 'unknown', country: 'MX' }),
  card('5200007840000022', 'ae_mastercard', { brand: 'mastercard', country: 'AE' }),
  card('4000006820000007', '', { country: 'SA' }),
  card('4000058260000005', 'gb_debit', { country: 'GB', funding: 'debit' }),
  card('5555558265554449', 'gb_mastercard', { brand: 'mastercard', country: 'GB' }),
  card('3530111333300000', '', { brand: 'jcb', country: 'JP' }),
  card('4000007640000003', 'th_credit', { country: 'TH' }),
  card('4000057640000008', 'th_debit', { country: 'TH', funding: 'debit' }),
]

const DECLINED = [
  declining('4000000000000002', 'visa_chargeDeclined chargeDeclined', DECLINES.generic),
  declining(
    '4000000000009995',
    'visa_chargeDeclinedInsufficientFunds chargeDeclinedInsufficientFunds',
    DECLINES.insufficientFunds,
  ),
  card('4000000000009995', 'visa_debit_chargeDeclinedInsufficientFunds', {
    decline: DECLINES.insufficientFunds,
    funding: 'debit',
  }),
  declining('4000000000009987', 'visa_chargeDeclinedLostCard chargeDeclinedLostCard', DECLINES.lostCard),
  declining('4000000000009979', 'visa_chargeDeclinedStolenCard chargeDeclinedStolenCard', DECLINES.stolenCard),
  declining('4000000000000069', 'chargeDeclinedExpiredCard visa_chargeDeclinedExpiredCard', DECLINES.expiredCard),
  declining('4000000000000127', 'chargeDeclinedIncorrectCvc visa_chargeDeclinedIncorrectCvc', DECLINES.incorrectCvc),
  declining(
    '4000000000000119',
    'chargeDeclinedProcessingError visa_chargeDeclinedProcessingError',
    DECLINES.processingError,
  ),
  declining('4000000000006975', 'visa_chargeDeclinedVelocityLimitExceeded', DECLINES.velocityExceeded),
  card('4000000000000341', 'chargeCustomerFail visa_chargeCustomerFail', {
    decline: DECLINES.generic,
    isKeepable: true,
  }),
  card('4000000000000341', 'visa_chargeCustomerFailLostCard', { decline: DECLINES.lostCard, isKeepable: true }),
  card('4000000000000341', 'visa_chargeCustomerFailStolenCard', { decline: DECLINES.stolenCard, isKeepable: true }),
]

const blocked = { decline: DECLINES.highestRisk, isKeepable: true, risk: 'highest' } as const

/** Radar's rules are those of an account that has changed none: it blocks the highest risk, and no failed check. */
const RISKY = [
  card('4100000000000019', 'radarBlock chargeDeclinedFraudulent visa_chargeDeclinedFraudulent', blocked),
  card('4000000000004954', 'riskLevelHighest', blocked),
  card('4000000000009235', 'riskLevelElevated', { risk: 'elevated' }),
  card('4000008400000407', 'highFraudDisputeScore'),
  card('4000008400000159', 'highEfwScore'),
  card('4000008400001017', 'radarDynamicRiskThreshold'),
  card('4001858821843804', 'freeTrialAbuseBlock'),
  card('4000008405600003', 'adaptive3dsChallenge'),
  card('4000000000000101', 'cvcCheckFail', { checks: { cvc: 'fail' } }),
  card('4000000000000036', 'avsZipFail', { checks: { postalCode: 'fail' } }),
  card('4000058400307872', 'cvcCheckFailElevatedRisk', { checks: { cvc: 'fail' }, funding: 'debit', risk: 'elevated' }),
  card('4000058400306072', 'avsZipFailElevatedRisk', {
    checks: { postalCode: 'fail' },
    funding: 'debit',
    risk: 'elevated',
  }),
  card('4000000000000028', 'avsLine1Fail', { checks: { line1: 'fail' } }),
  card('4000000000000010', 'avsFail', { checks: { line1: 'fail', postalCode: 'fail' } }),
  card('4000000000000044', 'avsUnchecked', { checks: { line1: 'unavailable', postalCode: 'unavailable' } }),
  card('4000000000001208', ''),
  card('4000000000003725', ''),
]

const DISPUTED_OR_REFUNDED = [
  card('4000000000000259', 'createDispute', { dispute: 'fraudulent' }),
  card('4000000000002685', 'createDisputeProductNotReceived', { dispute: 'product_not_received' }),
  card('4000000000001976', 'createDisputeInquiry', { dispute: 'inquiry' }),
  card('4000000000005423', 'createIssuerFraudRecord', { dispute: 'warning' }),
  card('4000000404000079', 'createMultipleDisputes', { dispute: 'multiple' }),
  card('4000000404000038', 'createCe3EligibleDispute', { dispute: 'fraudulent' }),
  card('4000008400000779', 'createComplianceDispute', { dispute: 'noncompliant' }),
  card('5105008400000002', 'createMastercardComplianceDispute', { brand: 'mastercard', dispute: 'noncompliant' }),
  card('4000000001000043', 'createAutoRepresentmentEligibleDispute', { dispute: 'fraudulent' }),
  card('4000000404004816', 'createRapidDisputeResolutionDispute', { dispute: 'fraudulent' }),
  card('4000000404005649', 'createCe3BlockDispute', { dispute: 'fraudulent' }),
  card('5105000300000018', 'createEthocaAlert', { brand: 'mastercard', dispute: 'fraudulent' }),
  card('4000000000007726', 'pendingRefund', { refund: 'succeeds later' }),
  card('4000000000005126', 'refundFail', { refund: 'fails later' }),
  card('4000000000000077', 'bypassPending', { bypassesPending: true }),
  card('4000003720000278', 'bypassPendingInternational', { bypassesPending: true, country: 'IE' }),
]

/** https://docs.stripe.com/testing#regulatory-cards */
const AUTHENTICATED = [
  card('4000002500003155', 'authenticationRequiredOnSetup', { authenticate: 'unless set up', country: 'FR' }),
  card('4000002760003184', 'authenticationRequired', { authenticate: 'always', country: 'DE' }),
  card('4000003800000446', 'authenticationRequiredSetupForOffSession', { authenticate: 'on session', country: 'IT' }),
  card('4000008260003178', 'authenticationRequiredChargeDeclinedInsufficientFunds', {
    authenticate: 'unless set up',
    country: 'GB',
    decline: DECLINES.insufficientFunds,
    isKeepable: true,
  }),
  card('4000000000003220', 'threeDSecure2Required threeDSecureRequired', { authenticate: 'always', country: 'IE' }),
  card('4000000000003063', '', { authenticate: 'always' }),
  card('4000008400000027', '', { authenticate: 'always' }),
  card('4000008400001629', 'threeDSecureRequiredChargeDeclined', {
    authenticate: 'always',
    decline: DECLINES.generic,
    isKeepable: true,
  }),
  card('4000008400001280', 'threeDSecureRequiredProcessingError', { authenticate: 'always', threeDSecure: 'error' }),
  card('4000000000003055', 'threeDSecureOptional', { authenticate: 'on request' }),
  card('4000000000003097', 'threeDSecureOptionalProcessingError', {
    authenticate: 'on request',
    threeDSecure: 'error',
  }),
  card('4000000032200000', '', { authenticate: 'always', threeDSecure: 'frictionless' }),
  ...['4000582600000094', '4000582600000045', '4000582600000102', '4000582600000110'].map((number) =>
    card(number, '', { authenticate: 'always' }),
  ),
  ...['4000000000003238', '4000000000003246', '4000000000003253'].map((number) =>
    card(number, '', { authenticate: 'always' }),
  ),
]

/** Cards that a terminal's reader takes; entered by hand they pay as any other. */
const WITH_PIN = [
  card('4001007020000002', ''),
  card('4000008260000075', '', { country: 'GB' }),
  card('4001000360000005', ''),
  card('4000002760000008', '', { country: 'DE' }),
]

/** Stripe's published test cards: https://docs.stripe.com/testing */
export const PUBLISHED_CARDS: readonly TestCard[] = [
  ...BY_BRAND,
  ...BY_COUNTRY,
  ...DECLINED,
  ...RISKY,
  ...DISPUTED_OR_REFUNDED,
  ...AUTHENTICATED,
  ...WITH_PIN,
]
