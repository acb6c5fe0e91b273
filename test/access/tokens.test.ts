import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createVerify, type Verify } from '../../src/access/tokens.ts'
import { ActionError } from '../../src/errors.ts'
import { AUDIENCE, type IdentityProvider, ISSUER, startIdentityProvider } from '../support/identity.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

let idp: IdentityProvider
let verify: Verify
let before: number

beforeAll(async () => {
  idp = await startIdentityProvider()
})
afterAll(() => idp.close())
beforeEach(() => {
  // Time stands still unless a test moves it.
  vi.useFakeTimers({ toFake: ['Date'] })
  idp.answers()
  before = idp.reads()
  verify = createVerify(idp.jwt)
})
afterEach(() => vi.useRealTimers())

const reads = () => idp.reads() - before
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)

/** Who a token is of, `nobody`, or what the error says. */
async function outcome(token: string): Promise<string> {
  try {
    return (await verify(token, () => {}))?.sub ?? 'nobody'
  } catch (error) {
    return error instanceof ActionError ? `${error.status} ${error.details.headers?.['retry-after']}` : String(error)
  }
}

const user = async () => outcome(await idp.token({ sub: 'user' }))
const junk = async (kid: string) => outcome(await idp.junk(kid))
const failing = (response: Parameters<typeof idp.publish>[0]) => response.writeHead(500).end()

describe('keys are read', () => {
  test('once for 300 invented tokens that come at once, and a user is known', async () => {
    const all = await Promise.all([...Array.from({ length: 300 }, (_, index) => junk(`unknown_${index}`)), user()])
    expect(reads()).toBe(1)
    expect(all.slice(0, -1).every((one) => one === 'nobody')).toBe(true)
    expect(all.at(-1)).toBe('user')
  })

  test.each<[string, Record<string, unknown>]>([
    ['of another issuer', { iss: `${ISSUER}x` }],
    ['for another audience', { aud: [`${AUDIENCE}s`] }],
    ['without an audience', { aud: undefined }],
    ['that has expired', { exp: 1 }],
    ['that never expires', { exp: undefined }],
    ['without a subject', { sub: '' }],
  ])('never for a token %s', async (_, change) => {
    expect(await outcome(await idp.token({}, { change }))).toBe('nobody')
    expect(reads()).toBe(0)
  })

  test('never for a token of another algorithm, or text that is none', async () => {
    verify = createVerify({ ...idp.jwt, algorithms: ['RS256'] })
    for (const token of [await idp.token({}), 'a.b.c', '..', 'e30.e30.', 'bnVsbA.bnVsbA.']) {
      expect(await outcome(token)).toBe('nobody')
    }
    expect(reads()).toBe(0)
  })

  test('again after 10 minutes, and a key that is gone by then is refused', async () => {
    const token = await idp.token({ sub: 'user' }, { change: { exp: Date.now() } })
    expect(await outcome(token)).toBe('user')
    const keys = idp.published.splice(0)
    later(10 * MINUTE - 1)
    expect(await outcome(token)).toBe('user')
    later(1)
    expect(await outcome(token)).toBe('nobody')
    idp.published.push(...keys)
    expect(reads()).toBe(2)
  })

  test('for an unknown key ID every 30 seconds at most', async () => {
    for (let count = 0; count < 10; count += 1) {
      expect(await junk(`unknown_${count}`)).toBe('nobody')
      later(29 * SECOND)
    }
    expect(reads()).toBe(5)
    later(SECOND)
    const own = idp.published.splice(0)
    expect(await junk('x')).toBe('nobody')
    idp.published.push(...own)
    later(30 * SECOND)
    expect(await user()).toBe('user')
    expect(reads()).toBe(7)
  })
})

describe('a read of keys', () => {
  test('outlives the request that began it, so that a caller who hangs up does not end it for others', async () => {
    const kept: Promise<unknown>[] = []
    const token = await idp.token({})
    await Promise.all(Array.from({ length: 3 }, () => verify(token, (promise) => kept.push(promise))))
    expect([kept.length, reads()]).toEqual([1, 1])
    await expect(kept[0]).resolves.toBeUndefined()
  })

  test('that never ends holds nobody up for longer than 6 seconds, and is begun again', async () => {
    const token = await idp.token({ sub: 'user' })
    const never = vi.fn(() => new Promise(() => {}))
    vi.stubGlobal('fetch', never)
    void outcome(token)
    later(5_900)
    expect(await outcome(token)).toBe('503 1')
    expect(never).toHaveBeenCalledOnce()
    vi.unstubAllGlobals()
    later(100)
    expect(await outcome(token)).toBe('user')
    expect(reads()).toBe(1)
  })
})

describe('while the provider fails', () => {
  test('users are known for two hours, and reads depend on time only', async () => {
    expect(await user()).toBe('user')
    idp.answers(failing)
    const token = await idp.token({ sub: 'user' }, { change: { exp: Date.now() } })
    for (let minute = 0; minute < 119; minute += 1) {
      later(MINUTE)
      const found = await Promise.all([junk('a'), junk('b'), outcome(token), outcome(token)])
      expect(found.slice(2)).toEqual(['user', 'user'])
    }
    // The first unknown key, then one each minute of this test.
    expect(reads()).toBe(120)
    later(MINUTE)
    expect(await outcome(token)).toMatch(/^503/)
    idp.answers()
    later(MINUTE)
    expect(await outcome(token)).toBe('user')
  })

  test('and allows 60 reads a minute, invented tokens neither use these up nor lock anybody out', async () => {
    let minute = 0
    let count = 0
    let most = 0
    idp.answers((response) => {
      const now = Math.floor(Date.now() / MINUTE)
      count = now === minute ? count + 1 : 1
      minute = now
      most = Math.max(most, count)
      if (count > 60) response.writeHead(429).end()
      else idp.publish(response)
    })
    expect(await user()).toBe('user')
    const token = await idp.token({ sub: 'user' }, { change: { exp: Date.now() } })
    const tokens = await Promise.all(Array.from({ length: 100 }, (_, index) => idp.junk(`unknown_${index}`)))
    for (let step = 0; step < 120; step += 1) {
      later(10 * SECOND)
      const found = await Promise.all([...tokens, token].map(outcome))
      expect(found.at(-1)).toBe('user')
      expect(found.slice(0, -1).every((one) => one === 'nobody')).toBe(true)
    }
    expect(most).toBeLessThanOrEqual(3)
  })

  test('from the start, it is asked again after 1, 2, 4, 8, 16 and 30 seconds', async () => {
    idp.answers(failing)
    for (const [index, pause] of [1, 2, 4, 8, 16, 30, 30].entries()) {
      expect(await Promise.all([user(), junk('x'), user()])).toEqual(Array(3).fill(`503 ${pause}`))
      expect(reads()).toBe(index + 1)
      later(pause * SECOND - 1)
      expect(await user()).toBe('503 1')
      expect(reads()).toBe(index + 1)
      later(1)
    }
    idp.answers()
    expect(await user()).toBe('user')
  })

  test.each([
    ['a redirect', 302, ''],
    ['no JSON', 200, '<html>'],
    ['no keys', 200, '{}'],
    ['keys that are none', 200, '{"keys":[1]}'],
    ['null', 200, 'null'],
  ])('%s is no key set', async (_, status, body) => {
    idp.answers((response) => response.writeHead(status, { location: '/' }).end(body))
    expect(await user()).toBe('503 1')
    expect(reads()).toBe(1)
  })
})

describe('a bad key of the provider', () => {
  const bad: Record<string, () => Promise<Record<string, unknown>>> = {
    'of 1024 bits': async () => {
      const pair = await crypto.subtle.generateKey(
        { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1_024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
        true,
        ['sign', 'verify'],
      )
      return exportJWK(pair.publicKey)
    },
    'without a modulus': async () => ({ kty: 'RSA', e: 'AQAB' }),
    'that is a number': async () => ({ kty: 'RSA', n: 1, e: 2 }),
    'with a broken modulus': async () => ({ kty: 'RSA', n: '!', e: 'AQAB' }),
    'that is private': async () => exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey),
    'that is a shared secret': async () => ({ kty: 'oct', k: 'c2VjcmV0' }),
  }
  test.each(Object.keys(bad))('%s makes the tokens that name it invalid, and no others', async (name) => {
    const { privateKey } = await generateKeyPair('RS256')
    idp.published.push({ ...(await bad[name]?.()), kid: 'bad' })
    const now = Math.floor(Date.now() / SECOND)
    const token = await new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'user', exp: now + 60 })
      .setProtectedHeader({ alg: 'RS256', kid: 'bad' })
      .sign(privateKey)
    const found = [await outcome(token), await user()]
    idp.published.pop()
    expect(found).toEqual(['nobody', 'user'])
  })
})
