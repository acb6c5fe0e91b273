/** Currencies without decimals ({@link https://docs.stripe.com/currencies#zero-decimal}). */
const NO_DECIMALS = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
/** Currencies with three ({@link https://docs.stripe.com/currencies#three-decimal}). */
const THREE_DECIMALS = new Set('bhd jod kwd omr tnd'.split(' '))

/** Decimals that amounts of a currency have at Stripe, which differ from the currency's own for a few. */
export function decimalsOf(currency: string): number {
  const code = currency.toLowerCase()
  return NO_DECIMALS.has(code) ? 0 : THREE_DECIMALS.has(code) ? 3 : 2
}

/** An amount in the smallest unit as one types it: 1999 of USD as "19.99". */
export function toMajor(amount: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${amount < 0 ? '-' : ''}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`
}

/**
 * An amount that was typed, in the smallest unit: "19.99" of USD is 1999. A comma is a decimal sign as well, and signs
 * of currencies are left out.
 *
 * @returns What is wrong with it, where it cannot be read.
 */
export function toMinor(typed: string, currency: string): number | string {
  const decimals = decimalsOf(currency)
  const code = currency.toUpperCase()
  const example = decimals === 0 ? '1999' : `19.${'990'.slice(0, decimals)}`
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:[.,](\d*))?$/.exec(typed.replace(/[\p{Sc}\s]/gu, '')) ?? []
  if (whole === '') return `This must be an amount such as ${example}.`
  if (part.length > decimals) {
    return decimals === 0
      ? `${code} has no decimals: write ${example}, for instance.`
      : `${code} has ${decimals} decimals: write ${example}, for instance, and leave out signs for thousands.`
  }
  const amount = Number(`${sign}${whole}${part.padEnd(decimals, '0')}`)
  return Number.isSafeInteger(amount) ? amount : 'This is more than can be sent.'
}

/** Whether a value is a currency's code. */
export function isCurrency(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]{3}$/i.test(value)
}

let known: readonly { code: string; name: string }[] | undefined

/** Every currency's code, in lower case as Stripe has it, with its name in the language of the browser. */
export function currencies(): NonNullable<typeof known> {
  const names = new Intl.DisplayNames(undefined, { type: 'currency' })
  known ??= Intl.supportedValuesOf('currency').map((code) => ({
    code: code.toLowerCase(),
    name: names.of(code) ?? code,
  }))
  return known
}
