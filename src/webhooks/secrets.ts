import type { Destination } from './destinations.ts'

const HIDDEN = '[hidden]'
/** Characters below which a value is no secret, and may be a word of any text. */
const SHORTEST = 6

/** Keys, signing secrets, signatures and tokens, client secrets of Stripe's objects, and credentials of a header. */
const SECRETS =
  /\b(?:whsec_[\w+/=]{8,}|(?:sk|rk|ek)_(?:test|live)_\w{8,}|sact_\w{20,}|v1,[\w+/=]{20,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)|(?<=_secret_)\w{8,}|(?<=\b(?:Bearer|Basic) )[\w+/=.~-]{6,}/g

/** Hides what is secret by its form, and values that are known to be. */
export function hideSecrets(text: string, known: readonly string[] = []): string {
  const longest = known.filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length)
  const hidden = longest.reduce(
    (held, value) => held.replaceAll(value, HIDDEN).replaceAll(value.replaceAll('/', '\\/'), HIDDEN),
    text,
  )
  return hidden.replace(SECRETS, HIDDEN)
}

/** What a destination may repeat in its answer, and nobody is to see: its address, its secrets and its own headers. */
export function secretsOf({ url, secrets, headers }: Destination): string[] {
  const { href, host, pathname, search, searchParams } = new URL(url)
  const values = Object.values(headers).flatMap((value) => [value, ...value.split(' ')])
  return [url, href, host, `${pathname}${search}`, pathname, ...searchParams.values(), ...secrets, ...values]
}
