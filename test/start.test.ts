import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const run = promisify(execFile)
const made = !existsSync('.dev.vars')
let server: ReturnType<typeof spawn>
let output = ''

beforeAll(async () => {
  server = spawn('npm', ['start'], { stdio: ['ignore', 'pipe', 'pipe'] })
  server.stdout?.on('data', (chunk) => {
    output += chunk
  })
  server.stderr?.on('data', (chunk) => {
    output += chunk
  })
  const settled = () => expect(server.exitCode !== null || /^curl .*$/m.test(output)).toBe(true)
  await vi.waitFor(settled, { timeout: 55_000, interval: 100 })
})
afterAll(() => {
  server.kill()
  if (made) rmSync('.dev.vars', { force: true })
})

test('npm start makes a configuration and prints a line that works when pasted', async () => {
  const line = /^curl .*$/m.exec(output)?.[0]
  expect(line, output).toBeDefined()
  if (!made) return
  expect(readFileSync('.dev.vars', 'utf8')).toBe(readFileSync('.dev.vars.example', 'utf8'))
  const { stdout } = await run('bash', ['-c', String(line)])
  expect(JSON.parse(stdout)).toMatchObject({ object: 'product', name: 'Premium Plan' })
})

test('the README shows the same line', () => {
  if (made) expect(readFileSync('README.md', 'utf8')).toContain(/^curl .*$/m.exec(output)?.[0])
})

test('a second one says that the address is taken', async () => {
  await expect(run('node', ['scripts/start.ts'])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('127.0.0.1:8787 is in use'),
  })
})
