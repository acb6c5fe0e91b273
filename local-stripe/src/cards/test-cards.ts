/** What happens when a card is charged. */
export interface Decline {
  code: string
  declineCode?: string
  message: string
}

export interface TestCard {
  number: string
  brand: string
  country: string
  funding: 'credit' | 'debit' | 'prepaid'
  /** The ids under which Stripe's API knows a payment method with this card. */
  names: readonly string[]
  decline?: Decline
  authenticate?: 'always' | 'unless set up'
}

const card = (number: string, names: string, more: Partial<TestCard> = {}): TestCard => ({
  number,
  names: names.split(' '),
  brand: 'visa',
  country: 'US',
  funding: 'credit',
  ...more,
})

const declined = (declineCode: string, message = 'Your card was declined.') => ({
  decline: { code: 'card_declined', declineCode, message },
})

const failing = (code: string, message: string) => ({ decline: { code, message } })

/** Stripe's published test cards: https://docs.stripe.com/testing */
const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', 'pm_card_visa'),
  card('4000056655665556', 'pm_card_visa_debit', { funding: 'debit' }),
  card('5555555555554444', 'pm_card_mastercard', { brand: 'mastercard' }),
  card('5200828282828210', 'pm_card_mastercard_debit', { brand: 'mastercard', funding: 'debit' }),
  card('5105105105105100', 'pm_card_mastercard_prepaid', { brand: 'mastercard', funding: 'prepaid' }),
  card('378282246310005', 'pm_card_amex', { brand: 'amex' }),
  card('6011111111111117', 'pm_card_discover', { brand: 'discover' }),
  card('3056930009020004', 'pm_card_diners', { brand: 'diners' }),
  card('3566002020360505', 'pm_card_jcb', { brand: 'jcb', country: 'JP' }),
  card('6200000000000005', 'pm_card_unionpay', { brand: 'unionpay', country: 'CN' }),
  card('4000002500001001', 'pm_card_fr', { country: 'FR' }),
  card('4000002760000016', 'pm_card_de', { country: 'DE' }),
  card('4000008260000000', 'pm_card_gb', { country: 'GB' }),
  card('4000000000000077', 'pm_card_bypassPending'),
  card('4000000000000002', 'pm_card_visa_chargeDeclined pm_card_chargeDeclined', declined('generic_decline')),
  card(
    '4000000000009995',
    'pm_card_visa_chargeDeclinedInsufficientFunds pm_card_chargeDeclinedInsufficientFunds',
    declined('insufficient_funds', 'Your card has insufficient funds.'),
  ),
  card('4000000000009987', 'pm_card_visa_chargeDeclinedLostCard pm_card_chargeDeclinedLostCard', declined('lost_card')),
  card(
    '4000000000009979',
    'pm_card_visa_chargeDeclinedStolenCard pm_card_chargeDeclinedStolenCard',
    declined('stolen_card'),
  ),
  card(
    '4000000000000069',
    'pm_card_chargeDeclinedExpiredCard pm_card_visa_chargeDeclinedExpiredCard',
    failing('expired_card', 'Your card has expired.'),
  ),
  card(
    '4000000000000127',
    'pm_card_chargeDeclinedIncorrectCvc pm_card_visa_chargeDeclinedIncorrectCvc',
    failing('incorrect_cvc', "Your card's security code is incorrect."),
  ),
  card(
    '4000000000000119',
    'pm_card_chargeDeclinedProcessingError pm_card_visa_chargeDeclinedProcessingError',
    failing('processing_error', 'An error occurred while processing your card. Try again in a little bit.'),
  ),
  card(
    '4000000000006975',
    'pm_card_visa_chargeDeclinedVelocityLimitExceeded',
    declined(
      'card_velocity_exceeded',
      'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    ),
  ),
  card('4100000000000019', 'pm_card_radarBlock pm_card_visa_chargeDeclinedFraudulent', declined('fraudulent')),
  card('4000000000000341', 'pm_card_chargeCustomerFail pm_card_visa_chargeCustomerFail', declined('generic_decline')),
  card('4000002760003184', 'pm_card_authenticationRequired', { authenticate: 'always' }),
  card('4000002500003155', 'pm_card_authenticationRequiredOnSetup', { authenticate: 'unless set up' }),
  card('4000000000003220', 'pm_card_threeDSecure2Required', { authenticate: 'always' }),
]

const byName = new Map(TEST_CARDS.flatMap((each) => each.names.map((name) => [name, each] as const)))
const byNumber = new Map(TEST_CARDS.map((each) => [each.number, each]))

/** The card behind a published id such as `pm_card_visa`, or a token such as `tok_visa`. */
export const cardNamed = (name: string): TestCard | undefined => byName.get(name.replace(/^tok_/, 'pm_card_'))

/** The published card with a number; undefined for any other number. Spaces and dashes do not count. */
export const cardNumbered = (number: string): TestCard | undefined => byNumber.get(digits(number))

export const digits = (number: string) => number.replace(/[\s-]/g, '')

/** Whether a number's check digit is right. */
export function hasCheckDigit(number: string): boolean {
  const reversed = [...digits(number)].reverse().map(Number)
  const sum = reversed.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return /^\d{12,19}$/.test(digits(number)) && sum % 10 === 0
}
