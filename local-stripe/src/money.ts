import { invalid } from './engine/errors.ts'

/** https://docs.stripe.com/currencies#zero-decimal */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '))

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
export const leastCharge = (currency: string) => MINIMUM[currency] ?? 0

/** An amount in the smallest unit as people write it: `$5.00`. */
export function money(amount: number, currency: string): string {
  const isZeroDecimal = ZERO_DECIMAL.has(currency)
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: isZeroDecimal ? 0 : 2,
    maximumFractionDigits: 12,
  }).format(isZeroDecimal ? amount : amount / 100)
}

/**
 * @throws StripeError `parameter_invalid_integer`, `amount_too_small` or `amount_too_large`
 */
export function checkChargeable(amount: number, currency: string, param: string) {
  if (amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param })
  }
  const minimum = leastCharge(currency)
  if (amount < minimum) {
    throw invalid(`Amount must be at least ${money(minimum, currency)} ${currency}`, {
      code: 'amount_too_small',
      param,
    })
  }
  if (amount > MAXIMUM) {
    throw invalid(`Amount must be no more than ${money(MAXIMUM, currency)}`, { code: 'amount_too_large', param })
  }
}
