import { invalid, noSuch } from './errors.ts'

/** https://docs.stripe.com/currencies#presentment-currencies */
const CURRENCIES = new Set(
  (
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp ' +
    'cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils ' +
    'inr isk jmd jpy kes kgs khr kmf krw kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr ' +
    'mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sll sos ' +
    'srd std szl thb tjs top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw bhd jod kwd omr tnd'
  ).split(' '),
)

function currency(value: string, param: string): string {
  const code = value.toLowerCase()
  if (CURRENCIES.has(code)) return code
  throw invalid(
    `Invalid currency: ${value}. Stripe currently supports these currencies: ${[...CURRENCIES].join(', ')}`,
    {
      param,
    },
  )
}

function email(value: string, param: string): string {
  if (/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value)) return value
  throw invalid(`Invalid email address: ${value}`, { code: 'email_invalid', param })
}

function url(value: string, param: string): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value
  throw invalid('Not a valid URL', { code: 'url_invalid', param })
}

/** Of a customer's address or a shipping address any text is taken, as it is written. */
const isFreeText = (param: string) => param.includes('[') && !param.includes('billing_details')

function country(value: string, param: string): string {
  if (isFreeText(param)) return value
  if (/^[A-Za-z]{2}$/.test(value)) return value.toUpperCase()
  throw invalid(
    `Country '${value}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US'.`,
    {
      param,
    },
  )
}

/** Stripe's list has several hundred, which all look alike: https://docs.stripe.com/tax/tax-codes */
function taxCode(value: string, param: string): string {
  if (/^txcd_\d{8}$/.test(value)) return value
  throw noSuch('tax code', value, param, false)
}

/** An id of an object of a type that nobody can have made, as its resource is not served. */
const unserved = (what: string) => (value: string, param: string) => {
  throw noSuch(what, value, param, false)
}

/** Where payouts go: the account has this one, as an external account at Stripe. */
export const BANK_ACCOUNT = 'ba_1LocalStripeBankAccount00'

function bankAccount(value: string, param: string): string {
  if (value === BANK_ACCOUNT) return value
  throw noSuch('external account', value, param, false)
}

/** An id that begins as one of an object that is served does; whether it exists is seen later. */
const served = (prefix: string, what: string) => (value: string, param: string) => {
  if (value.startsWith(prefix)) return value
  throw noSuch(what, value, param, false)
}

/** @throws StripeError for a text that is longer than Stripe takes it */
export function limited(value: string, most: number, param: string): string {
  if (value.length <= most) return value
  const short = value.length > 23 ? `${value.slice(0, 10)}...${value.slice(-10)}` : value
  throw invalid(`Invalid string: ${short}; must be at most ${most} characters`, { param })
}

/** https://docs.stripe.com/get-started/account/statement-descriptors#requirements */
function descriptor(value: string, param: string): string {
  if (!/[<>\\'"*]/.test(value)) return limited(value, 22, param)
  throw invalid('The statement descriptor cannot contain any of these characters: < > \\ \' " *', { param })
}

/** The lengths of texts, in characters, where they are not those of any text. */
const LENGTHS: Record<string, number> = {
  client_reference_id: 200,
  description: 40_000,
  email: 512,
  lookup_key: 200,
  phone: 20,
}
const ANY_LENGTH = 5000

const FORMATS: Record<string, (value: string, param: string) => string> = {
  currency,
  country,
  email,
  customer_email: email,
  instructions_email: email,
  receipt_email: email,
  url,
  images: url,
  success_url: url,
  cancel_url: url,
  return_url: url,
  account_tax_ids: unserved('tax id'),
  default_source: served('card_', 'source'),
  customer_account: unserved('account'),
  tax_code: taxCode,
  account: unserved('account'),
  calculation: unserved('tax calculation'),
  feedback_option: unserved('feedback option'),
  mandate: unserved('mandate'),
  payment_method_configuration: unserved('payment method configuration'),
  trial_offer: unserved('trial offer'),
  destination: bankAccount,
  on_behalf_of: unserved('account'),
  statement_descriptor: descriptor,
  statement_descriptor_suffix: descriptor,
  confirmation_token: unserved('ConfirmationToken'),
}

/** Stripe's checks beyond a parameter's type; which one holds follows from the parameter's name. */
export const checkFormat = (name: string, value: string, param: string) =>
  limited(FORMATS[name]?.(value, param) ?? value, LENGTHS[name] ?? ANY_LENGTH, param)
