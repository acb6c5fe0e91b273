import { createServer, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { serve } from './loopback.ts'

export const ISSUER = 'https://idp.example.com/'
export const AUDIENCE = 'shop'

async function newKey(kid: string, alg: string) {
  const pair = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey: pair.privateKey, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg, use: 'sig' } }
}

/** The app's identity provider on a loopback port: it signs tokens and serves the keys that verify them. */
export async function startIdentityProvider() {
  let key = await newKey('first', 'ES256')
  const published: JWK[] = [key.jwk]
  let status = 200
  let answer = (response: ServerResponse) => publish(response)
  let reads = 0
  const publish = (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }))
  }
  const server = createServer((_, response) => {
    reads += 1
    answer(response)
  })
  const { url, close } = await serve(server)
  return {
    jwt: { issuer: ISSUER, audience: AUDIENCE, jwks_url: `${url}/jwks.json` },
    /** How often its keys were read. */
    reads: () => reads,
    fails(with_: number) {
      status = with_
    },
    /** Answers reads of its keys in another way; `publish` is the usual one. */
    answers(next: typeof answer = publish) {
      answer = next
    },
    publish,
    /** The keys that it publishes. */
    published,
    /** A token that anybody can make: all of it would do but its signature and its key. */
    async junk(kid: string) {
      const [header, payload] = (await this.token({}, { with: { ...key, kid } })).split('.')
      return `${header}.${payload}.${'A'.repeat(86)}`
    },
    /** A key like its own that it does not publish. */
    stranger: () => newKey(key.kid, key.alg),
    /** Takes another key from here on; `publish: false` keeps it to itself. */
    async rotate() {
      key = await newKey('second', 'ES256')
      published.push(key.jwk)
    },
    /** A token for a user; `change` alters its claims, `undefined` takes one out. */
    token(claims: JWTPayload, { with: signer = key, change = {} as Record<string, unknown> } = {}) {
      const now = Math.floor(Date.now() / 1000)
      const payload = { iss: ISSUER, aud: AUDIENCE, sub: 'user_1', exp: now + 600, iat: now, ...claims, ...change }
      return new SignJWT(JSON.parse(JSON.stringify(payload)))
        .setProtectedHeader({ alg: signer.alg, kid: signer.kid })
        .sign(signer.privateKey)
    },
    publicJwk: () => key.jwk,
    close,
  }
}

export type IdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>
