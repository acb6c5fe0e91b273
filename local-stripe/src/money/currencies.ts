import { invalid } from '../engine/errors.ts'

/** https://docs.stripe.com/currencies#zero-decimal */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))

/** Amounts of these end in a zero: https://docs.stripe.com/currencies#three-decimal */
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '))

/** Written with two decimals that are always zero: https://docs.stripe.com/currencies#special-cases */
const WHOLE = new Set('isk ugx'.split(' '))

/** The least that can be charged, in the smallest unit: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MINIMUM: Record<string, number> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
}

const MAXIMUM = 99_999_999

/** The least that can be charged in a currency, in its smallest unit. */
export const minimumCharge = (currency: string) => MINIMUM[currency] ?? 0

/** An amount in the smallest unit as people write it: `$5.00`. */
export function formatAmount(amount: number, currency: string): string {
  const digits = ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: WHOLE.has(currency) ? 0 : digits,
    maximumFractionDigits: 12,
  }).format(amount / 10 ** digits)
}

/** @throws StripeError for a part of a unit that nobody can pay with */
export function checkDivisible(amount: number, currency: string, param: string) {
  const step = THREE_DECIMAL.has(currency) ? 10 : WHOLE.has(currency) ? 100 : 1
  if (amount % step === 0) return
  throw invalid(`Invalid amount: ${amount}; in ${currency} it must be evenly divisible by ${step}.`, { param })
}

/**
 * @throws StripeError `parameter_invalid_integer`, `amount_too_small` or `amount_too_large`
 */
export function checkChargeable(amount: number, currency: string, param: string) {
  if (amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param })
  }
  const minimum = minimumCharge(currency)
  if (amount < minimum) {
    throw invalid(`Amount must be at least ${formatAmount(minimum, currency)} ${currency}`, {
      code: 'amount_too_small',
      param,
    })
  }
  if (amount > MAXIMUM) {
    throw invalid(`Amount must be no more than ${formatAmount(MAXIMUM, currency)}`, { code: 'amount_too_large', param })
  }
}
