import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findData } from '../../src/run/list-spans.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** What is found in a text, as JSON values. */
function found(json: string) {
  const bytes = encoder.encode(json)
  const spans = findData(bytes)
  const textOf = ([start, end]: readonly [number, number]) => decoder.decode(bytes.subarray(start, end))
  return (
    spans && {
      data: JSON.parse(`[${textOf(spans.data)}]`),
      last: spans.last && JSON.parse(textOf(spans.last)),
      count: spans.count,
    }
  )
}

test.each([
  ['{"object":"list","data":[{"id":"a"},{"id":"b"}],"has_more":true}', 2],
  ['{"data":[{"id":"a","data":[{"id":"x"}]}],"object":"list"}', 1],
  [' {\n "url" : "/v1/\\"data\\":[" , "data" : [ {"id" : "a]}\\\\" } , { "id":"ü漢😀" } ] } ', 2],
  ['{"more":{"data":[{"id":"no"}]},"data":[{"id":"yes"}]}', 1],
  ['{"data":[]}', 0],
])('%s: its data, its last object and their count are found', (json, count) => {
  const { data } = JSON.parse(json) as { data: unknown[] }
  expect(found(json)).toEqual({ data, last: data.at(-1), count })
})

test.each([
  '',
  '{}',
  '[]',
  '"data"',
  '{"data":7}',
  '{"data":{"a":[]}}',
  '{"data":[{"id":"a"}',
  '{"data":["',
  '{"a":"\\',
])('%s has none', (json) => {
  expect(found(json)).toBeUndefined()
})

test('any list of objects is found as JSON.parse finds it', () => {
  const objects = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()))
  const others = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())
  fc.assert(
    fc.property(objects, others, fc.boolean(), fc.constantFrom(undefined, 1, '\t'), (data, rest, isFirst, space) => {
      const { data: _, ...fields } = rest
      const json = JSON.stringify(isFirst ? { data, ...fields } : { ...fields, data }, null, space)
      const parsed = JSON.parse(json) as { data: unknown[] }
      expect(found(json)).toEqual({ data: parsed.data, last: parsed.data.at(-1), count: parsed.data.length })
    }),
    { numRuns: 2_000, seed: 7 },
  )
})
