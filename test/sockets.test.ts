import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { json } from './support/upstream.ts'
import { KEYS, startAtUpstream } from './support/worker.ts'

/* Bytes that no HTTP client sends, to the bundle that is deployed. */
const worker = await startAtUpstream({ vars: { ALLOWED_ORIGINS: 'https://app.example.com' } })
const { upstream, log } = worker
const { hostname, port } = worker.url
afterAll(() => worker.close())
beforeEach(() => {
  upstream.answers(json(200, { id: 'x', object: 'x' }))
  log.length = 0
})

/** Sends bytes and gives what is answered until there is `answers` of it, or the connection ends. */
function exchange(bytes: readonly (string | Buffer)[], answers = 1): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
      if (answer.split('HTTP/1.1 ').length > answers && /\}$|\r\n\r\n$/.test(answer)) socket.destroy()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    for (const part of bytes) socket.write(part)
  })
}

const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => Number(match[1]))
const BODY = '{"name":"A"}'
const post = (headers: string, body = BODY, path = '/actions/create-product') =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEYS.full.key}\r\nContent-Type: application/json\r\n${headers}\r\n${body}`
const length = `Content-Length: ${BODY.length}\r\n`

test('a body that is no HTTP is 400', async () => {
  const answer = await exchange([post('Transfer-Encoding: chunked\r\n', 'zz\r\n')])
  expect(statuses(answer)).toEqual([400])
  expect(answer).toContain('"code":"invalid_json"')
})

test.each([
  ['before its length', 'Content-Length: 50\r\n', BODY],
  ['before its last chunk', 'Transfer-Encoding: chunked\r\n', `c\r\n${BODY}\r\n`],
])('a body that ends %s is no fault of ours, and changes nothing', async (_, headers, body) => {
  const socket = connect(Number(port), hostname)
  socket.write(post(headers, body))
  setTimeout(() => socket.destroy(), 200)
  await expect.poll(() => log.length).toBe(1)
  expect(JSON.parse(log[0] ?? '')).toMatchObject({ status: 400, code: 'invalid_json' })
  expect(upstream.requests).toHaveLength(0)
})

test('a length that is none, or two of them, is refused', async () => {
  for (const headers of ['Content-Length: -1\r\n', 'Content-Length: 1e9\r\n', `${length}Content-Length: 5\r\n`]) {
    expect(statuses(await exchange([post(headers)]))).toEqual([400])
  }
  expect(upstream.requests).toHaveLength(0)
})

test('a length beside chunks counts for nothing, and what follows is no second request', async () => {
  const chunk = `c\r\n${BODY}\r\n0\r\n\r\n`
  expect(statuses(await exchange([post('Content-Length: 3\r\nTransfer-Encoding: chunked\r\n', chunk)]))).toEqual([200])
  expect(upstream.requests.map(({ params }) => params)).toEqual([[['name', 'A']]])
})

test('chunks are counted', async () => {
  const chunks = Array.from({ length: 40 }, () => `8000\r\n${' '.repeat(0x8000)}\r\n`)
  expect(statuses(await exchange([post('Transfer-Encoding: chunked\r\n', ''), ...chunks]))).toEqual([413])
})

test('requests one after the other are as many', async () => {
  expect(statuses(await exchange([post(length).repeat(3)], 3))).toEqual([200, 200, 200])
  const keys = upstream.requests.map(({ headers }) => headers['idempotency-key'])
  expect(new Set(keys).size).toBe(3)
})

test.each([
  ['two credentials', `Authorization: Bearer ${KEYS.plain.key}\r\n${length}`, 401],
  ['two accounts', `Stripe-Account: acct_1\r\nStripe-Account: acct_2\r\n${length}`, 400],
  ['two content types', `Content-Type: text/plain\r\n${length}`, 415],
  ['a key beyond ASCII', `Idempotency-Key: é\r\n${length}`, 400],
  ['a header with a NUL', `Idempotency-Key: a\0b\r\n${length}`, 400],
])('%s: refused', async (_, headers, status) => {
  expect(statuses(await exchange([post(headers)]))).toEqual([status])
  expect(upstream.requests).toHaveLength(0)
})

test('a body that is compressed is no JSON', async () => {
  const body = gzipSync(BODY)
  const headers = `Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n`
  expect(statuses(await exchange([post(headers, ''), body]))).toEqual([400])
})

test.each([
  '/actions%2Fcreate-product',
  '/x/../../actions%2fcreate-product',
  '//actions/create-product',
  '/actions/create-product%00',
])('%s is no action', async (path) => {
  expect(statuses(await exchange([post(length, BODY, path)]))).toEqual([404])
  expect(upstream.requests).toHaveLength(0)
})

test('a request without a path is answered, and nothing is thrown', async () => {
  const answer = await exchange(['OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n'])
  expect(statuses(answer)).toEqual([204])
  expect(answer).toMatch(/x-request-id: [\da-f-]{36}\r\n/i)
  await expect.poll(() => log.map((line) => JSON.parse(line))).toMatchObject([{ method: 'OPTIONS', status: 204 }])
})

test('two origins are none', async () => {
  const origins = 'Origin: https://app.example.com\r\nOrigin: https://evil.example\r\n'
  const answer = await exchange([`OPTIONS /actions/create-product HTTP/1.1\r\nHost: x\r\n${origins}\r\n`])
  expect(statuses(answer)).toEqual([204])
  expect(answer).not.toMatch(/access-control/i)
})
