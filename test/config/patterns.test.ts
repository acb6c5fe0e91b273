import { describe, expect, test } from 'vitest'
import { originMatcher, wildcard } from '../../src/config/patterns.ts'

describe('patterns', () => {
  test.each<[string, string[], string[]]>([
    ['list-products', ['list-products'], ['list-product', 'list-productss', '']],
    ['*', ['', 'a', 'list-products'], []],
    ['list-*', ['list-', 'list-products'], ['lis', 'xlist-products', 'list']],
    ['*-product', ['create-product', '-product'], ['create-products', 'product']],
    ['a*a', ['aa', 'aba', 'aaa'], ['a', 'ab', 'ba']],
    ['ab*ba', ['abba', 'abxba'], ['aba', 'ab', 'ba']],
    ['*session*', ['session', 'create-checkout-session', 'sessions'], ['sesion']],
    ['a*b*c', ['abc', 'axbxc', 'abbcc', 'abcbc'], ['acb', 'ac', 'abcx', 'ab']],
    ['a*bc*cd', ['abccd', 'axbcxcd'], ['abcd', 'abc', 'bccd']],
    ['**', ['', 'a'], []],
    ['a.c', ['a.c'], ['abc']],
    ['checkout.*', ['checkout.session.completed'], ['checkoutXsession', 'checkout']],
  ])('%s matches the whole of a name, with anything for each star', (pattern, matched, others) => {
    const matches = wildcard(pattern)
    for (const name of matched) expect([name, matches(name)]).toEqual([name, true])
    for (const name of others) expect([name, matches(name)]).toEqual([name, false])
  })

  test('agree with a regular expression', () => {
    const letters = ['a', 'b', '*']
    const words = (length: number, alphabet: string[]): string[] =>
      length === 0 ? [''] : words(length - 1, alphabet).flatMap((word) => [word, ...alphabet.map((one) => word + one)])
    const names = [...new Set(words(5, ['a', 'b']))]
    for (const pattern of new Set(words(4, letters))) {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`)
      for (const name of names) expect(wildcard(pattern)(name)).toBe(expression.test(name))
    }
  })

  test('of many stars are matched without trying every way to split a name', () => {
    const started = performance.now()
    for (const pattern of ['*a'.repeat(30), `${'*'.repeat(30)}b`, `${'a*'.repeat(500)}b`]) {
      expect(wildcard(pattern)('a'.repeat(10_000))).toBe(pattern === '*a'.repeat(30))
    }
    // Every way would take years.
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('origins', () => {
  const allows = originMatcher(['https://*.example.com', 'https://app.example.org', 'http://*.localhost:3000'])

  test.each([
    'https://a.example.com',
    'https://a1-b2_c.example.com',
    'https://xn--bcher-kva.example.com',
    `https://${'a'.repeat(63)}.example.com`,
    'https://app.example.org',
    'http://app.localhost:3000',
  ])('%s is allowed', (origin) => {
    expect(allows?.(origin)).toBe(true)
  })

  // No browser sends most of these: an origin is that of a URL, in lower case and without a user name.
  test.each([
    'https://evil@x.example.com',
    'https://a%00.example.com',
    'https://a%2eb.example.com',
    'https://a b.example.com',
    'https://a\tb.example.com',
    'https://a?b.example.com',
    'https://a#b.example.com',
    'https://a\\b.example.com',
    'https://a,b.example.com',
    'https://ü.example.com',
    'https://A.example.com',
    'https://-a.example.com',
    'https://a-.example.com',
    `https://${'a'.repeat(64)}.example.com`,
    'https://*.example.com',
    'https://.example.com',
    'https://a.b.example.com',
    'https://example.com',
    'https://a.example.com:8443',
    'http://a.example.com',
  ])('%s is not', (origin) => {
    expect(allows?.(origin)).toBe(false)
  })
})
