import { describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { problemOfUrl } from '../../src/webhooks/address.ts'
import { readDestinations } from '../../src/webhooks/destinations.ts'
import { OUTWARD } from './support.ts'

const good = { name: 'orders', url: 'https://example.com/hooks', types: ['invoice.paid'], secret: OUTWARD }

const read = (...entries: unknown[]) => readDestinations(JSON.stringify(entries), actions)

describe('WEBHOOK_DESTINATIONS', () => {
  test('is read, and matches types and patterns to the letter', () => {
    const result = read({ ...good, types: ['checkout.session.*', 'invoice.paid'] })
    const [destination] = 'value' in result ? result.value : []
    const wanted = ['checkout.session.completed', 'checkout.session.async_payment_failed', 'invoice.paid']
    for (const type of wanted) expect(destination?.wants(type)).toBe(true)
    for (const type of [
      'checkout.sessions',
      'checkoutXsession.completed',
      'invoice.paid.x',
      'invoice.payment_failed',
    ]) {
      expect(destination?.wants(type)).toBe(false)
    }
  })

  const enriched = (enrichment: Record<string, unknown>) => ({
    ...good,
    enrichments: [{ as: 'session', action: 'retrieve-checkout-session', input: {}, ...enrichment }],
  })

  test.each<[string, unknown[], string]>([
    ['no name', [{ ...good, name: undefined }], '[0].name is required'],
    ['a name with a slash', [{ ...good, name: 'a/b' }], '[0].name must be 1 to 64 letters'],
    ['the same name twice', [good, good], '[1].name must differ'],
    ['no types', [{ ...good, types: [] }], '[0].types must have at least 1 entry'],
    ['a wrong type', [{ ...good, types: ['Invoice paid'] }], '[0].types[0] must be an event type'],
    ['too many stars', [{ ...good, types: ['*.*.*.*.*'] }], '[0].types[0] must be an event type'],
    ['a short secret', [{ ...good, secret: `whsec_${btoa('short')}` }], '[0].secret must be "whsec_" and the base64'],
    ['no secret', [{ ...good, secret: '' }], '[0].secret must be "whsec_" and the base64'],
    ['plain http', [{ ...good, url: 'http://example.com' }], '[0].url must use https'],
    ['a header of ours', [{ ...good, headers: { 'Webhook-Id': 'x' } }], 'is reserved'],
    ...['Upgrade', 'keep-alive', 'TE', 'Trailer', 'Expect', 'Proxy-Authorization', 'Content-Encoding'].map(
      (header): [string, unknown[], string] => [
        `the header ${header}`,
        [{ ...good, headers: { [header]: 'x' } }],
        'is reserved',
      ],
    ),
    ['a header over two lines', [{ ...good, headers: { 'X-A': 'a\r\nb' } }], '[0].headers.X-A must be at most 4096'],
    ['an unknown field', [{ ...good, retry: 3 }], '[0].retry is unknown'],
    ['an action that writes', [enriched({ action: 'create-product' })], '.action must be a read action'],
    ['an unknown action', [enriched({ action: 'retrieve-cart' })], 'did you mean "retrieve-'],
    ['an unknown input', [enriched({ input: { ID: '$event.id' } })], '.input.ID is unknown; did you mean "id"?'],
    ['a wrong path', [enriched({ input: { id: '$event[0]' } })], '.input.id must be a path such as'],
  ])('%s is named', (_, entries, words) => {
    const result = read(...entries)
    expect('problem' in result && result.problem).toContain(words)
  })

  test('that is no JSON is named', () => {
    expect(readDestinations('[{', actions)).toHaveProperty('problem')
    expect(readDestinations('{}', actions)).toEqual({ problem: expect.stringContaining('must be an array') })
    expect(readDestinations(undefined, actions)).toEqual({ value: [] })
  })
})

describe('addresses', () => {
  test.each([
    'https://example.com/hooks?a=b',
    'https://hooks.example.com:8443',
    'https://93.184.215.14/',
    'https://[2606:2800:21f::1]/',
    'https://[2001:200::1]/',
    'https://[2001:4860:4860::8888]/',
    'https://corp.example.com',
    'https://example.company',
    'http://localhost:3000/hooks',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])('%s is taken', (url) => {
    expect(problemOfUrl(url)).toBeUndefined()
  })

  test.each([
    'example.com',
    'ftp://example.com',
    'http://example.com',
    'http://10.0.0.1',
    'https://user:secret@example.com',
    'https://localhost',
    'https://app.localhost',
    'https://intranet',
    'https://printer.local',
    'https://metadata.google.internal',
    'https://metadata.google.internal.',
    'https://localhost..',
    'https://10.0.0.1..',
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://10.1.2.3',
    'https://172.16.0.1',
    'https://172.31.255.255',
    'https://192.168.1.1',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1',
    'https://0.0.0.0',
    'https://224.0.0.1',
    'https://255.255.255.255',
    'https://[::1]',
    'https://[::]',
    'https://[::ffff:10.0.0.1]',
    'https://[::ffff:a00:1]',
    'https://[fd00::1]',
    'https://[fe80::1]',
    'https://[64:ff9b::a00:1]',
    'https://[2002:a00:1::]',
    'https://[ff02::1]',
    'https://[2001:10::1]',
    'https://[2001:1f:ffff::1]',
    'https://[2001:20::1]',
    'https://[2001:2f::1]',
    'https://[2001:2::1]',
    'https://[2001:1ff::1]',
    'https://[2001::1]',
    'https://[2001:db8::1]',
    'https://[3fff:fff::1]',
    'https://[5f00::1]',
    ...['corp', 'home', 'mail', 'private', 'alt', 'onion', 'example', 'localdomain', 'in-addr.arpa'].map(
      (name) => `https://wiki.${name}`,
    ),
    'https://wiki.CORP.',
  ])('%s is refused', (url) => {
    expect(problemOfUrl(url)).toMatch(/^must/)
  })
})
