/** Why a charge fails. */
export interface Decline {
  code: string
  /** None where the code says it all. */
  declineCode?: string
  message: string
  /** What of the card is wrong. */
  param?: string
  /** What the bank says of another attempt: https://docs.stripe.com/declines#retrying-issuer-declines */
  adviceCode?: 'confirm_card_data' | 'do_not_try_again' | 'try_again_later'
  /** Who declines: the bank, or Stripe's own fraud prevention before the bank is asked. */
  by: 'issuer' | 'radar'
}

/** The network's code for every decline of a test card: a test has no network behind it. */
export const NETWORK_DECLINE_CODE = '01'

const DECLINED = 'Your card was declined.'

const declined = (declineCode: string, more: Partial<Decline> = {}): Decline => ({
  code: 'card_declined',
  declineCode,
  message: DECLINED,
  adviceCode: 'try_again_later',
  by: 'issuer',
  ...more,
})

/** https://docs.stripe.com/declines/codes and https://docs.stripe.com/error-codes */
export const DECLINES = {
  authenticationRequired: declined('authentication_required', {
    message: 'Your card was declined. This transaction requires authentication.',
  }),
  expiredCard: {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
    adviceCode: 'confirm_card_data',
    by: 'issuer',
  },
  generic: declined('generic_decline'),
  highestRisk: { code: 'card_declined', declineCode: 'fraudulent', message: DECLINED, by: 'radar' },
  incorrectCvc: {
    code: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
    adviceCode: 'confirm_card_data',
    by: 'issuer',
  },
  insufficientFunds: declined('insufficient_funds', { message: 'Your card has insufficient funds.' }),
  lostCard: declined('lost_card', { adviceCode: 'do_not_try_again' }),
  processingError: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
    adviceCode: 'try_again_later',
    by: 'issuer',
  },
  stolenCard: declined('stolen_card', { adviceCode: 'do_not_try_again' }),
  velocityExceeded: declined('card_velocity_exceeded', {
    message: 'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  }),
} as const satisfies Record<string, Decline>

/** What an error says of a decline, besides its message. */
export const declineDetails = ({ adviceCode, by, code, declineCode, param }: Decline) => ({
  ...(adviceCode !== undefined && { advice_code: adviceCode }),
  code,
  ...(declineCode !== undefined && { decline_code: declineCode }),
  ...(by === 'issuer' && { network_decline_code: NETWORK_DECLINE_CODE }),
  ...(param !== undefined && { param }),
})
