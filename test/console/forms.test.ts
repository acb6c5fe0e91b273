import { describe, expect, test } from 'vitest'
import { bodyOf, isUnread, Unread } from '../../console/draft.ts'
import { mistakeIn } from '../../console/forms/json-mistake.ts'
import { decimalsOf, toMajor, toMinor } from '../../console/forms/money.ts'
import { fits, kindOf, resolve } from '../../console/forms/schema.ts'
import { toLocal, toSeconds } from '../../console/forms/time.ts'

describe('money', () => {
  test.each([
    ['19.99', 'usd', 1999],
    ['19,99', 'EUR', 1999],
    ['19.9', 'usd', 1990],
    ['19.', 'usd', 1900],
    ['0', 'usd', 0],
    ['$ 20', 'usd', 2000],
    ['-5.00', 'usd', -500],
    ['500', 'jpy', 500],
    ['1.234', 'kwd', 1234],
    ['1.2', 'bhd', 1200],
    ['5', 'isk', 500],
  ])('%s of %s is %i in the smallest unit', (typed, currency, amount) => {
    expect(toMinor(typed, currency)).toBe(amount)
    expect(toMinor(toMajor(amount, currency), currency)).toBe(amount)
  })

  test.each([
    ['1,000', 'usd', 'USD has 2 decimals'],
    ['1.5', 'jpy', 'JPY has no decimals'],
    ['1.2345', 'kwd', 'KWD has 3 decimals'],
    ['1,000.00', 'usd', 'such as 19.99'],
    ['ten', 'usd', 'such as 19.99'],
    ['', 'jpy', 'such as 1999'],
    ['99999999999999999', 'usd', 'more than can be sent'],
  ])('%j of %s cannot be read', (typed, currency, problem) => {
    expect(toMinor(typed, currency)).toContain(problem)
  })

  test('is shown with the decimals of its currency', () => {
    expect([
      toMajor(1999, 'usd'),
      toMajor(5, 'usd'),
      toMajor(-5, 'usd'),
      toMajor(500, 'jpy'),
      toMajor(7, 'kwd'),
    ]).toEqual(['19.99', '0.05', '-0.05', '500', '0.007'])
    expect([decimalsOf('JPY'), decimalsOf('usd'), decimalsOf('tnd')]).toEqual([0, 2, 3])
  })
})

test.each([1_767_225_600, 1_767_225_601, 1_785_580_200])(
  'the time %i is the same again as local date and time',
  (time) => {
    expect(toSeconds(toLocal(time))).toBe(time)
  },
)

test('a time that is none is shown as none', () => {
  expect([toLocal(Number.NaN), toLocal(1e20), toSeconds('')]).toEqual(['', '', undefined])
})

describe('a mistake in JSON', () => {
  test.each([['{"a": 1, "b": [true, false, null, -1.5e3, "x\\n"]}'], ['[]'], ['{}'], [' "text" ']])(
    'is not found in %s',
    (text) => {
      expect(mistakeIn(text)).toBeUndefined()
      JSON.parse(text)
    },
  )

  test.each([
    ['{\n  "a": 1\n  "b": 2\n}', 3, 'a comma (,) or the closing }'],
    ['{\n  a: 1\n}', 2, 'a name in quotes (")'],
    ["{'a': 1}", 1, 'double quotes (") around a text, in place of single ones'],
    ['{“a”: 1}', 1, 'straight quotes (") in place of curly ones'],
    ['{"a" 1}', 1, 'a colon (:) between the name and its value'],
    ['{"a": month}', 1, 'quotes (") around a text'],
    ['{"a": True}', 1, 'quotes (") around a text'],
    ['{"a": 1,\n}', 1, 'no comma after the last entry'],
    ['[1, 2', 1, 'a comma (,) or the closing ]'],
    ['{"a":', 1, 'a value: a text in quotes, a number, true, false, null, { or ['],
    ['{"a": "b}', 1, 'a closing quote (") on the same line'],
    ['{"a": 1}\n}', 2, 'nothing more after the end'],
    ['{"a": "\\x"}', 1, 'no backslash (\\) or tab inside the text, or two backslashes'],
    ['[01]', 1, 'a value: a text in quotes, a number, true, false, null, { or ['],
  ])('is named by its line and what was expected: %j', (text, line, expected) => {
    expect(() => JSON.parse(text)).toThrow()
    expect(mistakeIn(text)).toEqual({ line, expected })
  })
})

describe('a schema', () => {
  const shapes = { Shape: { type: 'object', properties: { a: { type: 'string' } } } }

  test.each([
    [{ type: 'integer', format: 'amount' as const }, 'amount', 5, {}],
    [{ type: ['integer', 'null'], format: 'unix-time' as const }, 'time', 5, true],
    [{ type: 'string', enum: ['a'] }, 'choice', 'a', 5],
    [{ type: 'string', 'x-refers-to': 'price' }, 'id', 'price_1', 5],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'map', { a: 'b' }, []],
    [{ type: 'object', additionalProperties: true }, 'any', undefined, {}],
    [{ anyOf: [{ $ref: '#/shapes/Shape' }, { type: 'null' }] }, 'object', { a: 'b' }, 'a'],
    [{ anyOf: [{ type: 'integer' }, { $ref: '#/shapes/Shape' }] }, 'union', 5, true],
    [{ type: 'array', items: {} }, 'list', [], {}],
    [{ type: 'boolean' }, 'switch', true, 'true'],
  ])('%j is shown as %s', (given, kind, shown, notShown) => {
    const { schema } = resolve(given, shapes)
    expect(kindOf(schema)).toBe(kind)
    if (shown !== undefined) expect(fits(schema, shown)).toBe(true)
    expect(fits(schema, notShown)).toBe(false)
  })
})

test('what cannot be read is found at any depth, and shown as it was typed', () => {
  const draft = { a: [{ b: new Unread('19.9x', 'wrong') }], c: '', d: undefined, e: null }
  expect(isUnread(draft)).toBe(true)
  expect(isUnread({ a: [{ b: 5 }] })).toBe(false)
  const inputs = ['a', 'c', 'd', 'e'].map((name) => ({ name }))
  const action = { inputs } as unknown as Parameters<typeof bodyOf>[0]
  expect(JSON.stringify(bodyOf(action, draft))).toBe('{"a":[{"b":"19.9x"}],"e":null}')
})
