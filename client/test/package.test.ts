import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import catalogue from '../../public/actions.json' with { type: 'json' }
import { commandFile } from '../../scripts/programs.ts'
import { type AtLocalStripe, KEYS, startAtLocalStripe } from '../../test/support/worker.ts'
import { startFlaky } from './support/flaky.ts'
import { type Installed, installPackage } from './support/project.ts'

/** Bytes that the client may add to a page, minified and compressed. */
const SIZE_LIMIT = 3 * 1024
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='
const COMPILERS = ['package.json', 'test/catalogue/typed-client/package.json'].map((from) =>
  commandFile('typescript', 'tsc', resolve(from)),
)
const README = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

let installed: Installed
beforeAll(() => {
  installed = installPackage()
})
afterAll(() => installed?.remove())

const textOf = (file: string) => readFileSync(join(installed.installed, file), 'utf8')

describe('the package', () => {
  test('holds modules, their types and a README', () => {
    const files = installed.files().filter((file) => !file.endsWith('.d.ts'))
    expect(files).toEqual(['README.md', 'dist/index.js', 'dist/webhooks.js', 'package.json'])
    expect(installed.files()).toEqual(expect.arrayContaining(['dist/index.d.ts', 'dist/webhooks.d.ts']))
  })

  test('imports nothing except the library of webhooks, and that only in its entry', () => {
    const imports = (file: string) => [...textOf(file).matchAll(/\b(?:from|import|require)\W*["']([^"']*)/g)]
    expect(imports('dist/index.js')).toEqual([])
    expect(imports('dist/webhooks.js').map(([, module]) => module)).toEqual(['standardwebhooks'])
  })

  test('adds less than 3 KB to a page', async () => {
    installed.write('page.ts', "export { createClient } from 'stripe-actions-client'")
    const size = gzipSync(await installed.bundle('page.ts'), { level: 9 }).length
    expect(size).toBeLessThan(SIZE_LIMIT)
  })

  test('is of the SDK that the Worker is pinned to', () => {
    const versionIn = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
    const { dependencies } = versionIn('package.json') as { dependencies: Record<string, string> }
    const { peerDependencies } = versionIn('client/package.json') as { peerDependencies: Record<string, string> }
    expect(peerDependencies['stripe']).toBe(`^${dependencies['stripe']}`)
  })
})

describe('its types', () => {
  const methodOf = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

  /** Every action called with its examples, and the names of its inputs, as they are documented. */
  function everyAction(): string {
    const calls = catalogue.actions.map(({ name, inputs, example_input, example_answer }) => {
      const method = methodOf(name)
      const examples = Object.fromEntries(
        inputs.flatMap((one) => ('example' in one && !one.additional ? [[one.name, one.example]] : [])),
      )
      const names = inputs.map((one) => JSON.stringify(one.name))
      return `export async function ${method}() {
  type Given = NonNullable<Parameters<typeof client.${method}>[0]>
  const names: (keyof Given)[] = [${names.join(', ')}]
  const others: Record<Exclude<keyof Given, ${names.join(' | ')}>, never> = {}
  const examples: Partial<Given> = ${JSON.stringify(examples)}
  const answer = await client.${method}(${JSON.stringify(example_input)})
  return [names, others, examples, ${JSON.stringify(example_answer)} satisfies Shortened<typeof answer>]
}`
    })
    return `import { createClient } from 'stripe-actions-client'
type Shortened<T> = T extends readonly (infer Entry)[]
  ? Shortened<Entry>[]
  : T extends object ? { [K in keyof T]?: Shortened<T[K]> } : T
const client = createClient({ url: 'https://payments.example.com' })
${calls.join('\n')}`
  }

  /** The examples of the README, each in its own module. */
  function examples(): Record<string, string> {
    const found = [...README.matchAll(/^```ts\n([^`]*)```/gm)].map(([, text = '']) => `${text}\nexport {}\n`)
    expect(found.length).toBeGreaterThan(5)
    return Object.fromEntries(found.map((text, index) => [`example-${index}.ts`, text]))
  }

  // Together: a compiler takes longer to read the types of the SDK than to check all of them.
  test.each(COMPILERS)(
    'fit what is documented of every action and in the README, and catch mistakes, in %s',
    async (tsc) => {
      const made = { 'every-action.ts': everyAction(), ...examples() }
      for (const [file, text] of Object.entries(made)) installed.write(file, text)
      const programs = ['types.ts', 'shop.ts', 'hooks.ts', 'node.ts', 'worker.ts']
      expect(await installed.compile(tsc, ...Object.keys(made), ...programs)).toBe('')
    },
  )

  test('say what each input is for', () => {
    const types = textOf('dist/generated/actions.d.ts')
    for (const { inputs } of catalogue.actions) {
      for (const { additional, description } of inputs) if (!additional) expect(types).toContain(` * ${description}.`)
    }
  })
})

describe('installed in an empty project', () => {
  const body = JSON.stringify({
    type: 'invoice.paid',
    event: { type: 'invoice.paid', data: { object: { id: 'in_1' } } },
  })
  let worker: AtLocalStripe
  let flaky: Awaited<ReturnType<typeof startFlaky>>
  beforeAll(async () => {
    worker = await startAtLocalStripe()
    flaky = await startFlaky(worker.url)
  })
  afterAll(async () => {
    await flaky?.close()
    await worker?.close()
  })

  function signed(): Record<string, string> {
    const at = new Date()
    return {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRET).sign('evt_1', at, body),
    }
  }

  /** What the programs find where all is well: nothing is made twice, although every change was lost once. */
  const bought = {
    isEachListedOnce: true,
    page: 1,
    total: 1000,
    refused: {
      status: 400,
      code: 'invalid_input',
      issues: [{ param: 'limit', message: 'must be at most 100' }],
      hasRequestId: true,
    },
  }
  const taken = { status: 204, handled: ['invoice.paid in_1'] }

  test('it runs in Node', async () => {
    const before = flaky.lost()
    const found = await installed.runInNode(flaky.url, KEYS.full.key, SECRET, JSON.stringify(signed()), body)
    expect(found).toEqual({ shop: bought, hooks: taken })
    expect(flaky.lost()).toBe(before + 4)
  })

  test('it runs in workerd', async () => {
    const before = flaky.lost()
    const script = await installed.bundle('worker.ts', ['workerd', 'worker', 'browser'])
    const miniflare = new Miniflare(
      convertV4MiniflareOptions({
        modules: true,
        script,
        compatibilityDate: '2026-11-17',
        bindings: { url: flaky.url, key: KEYS.full.key, secret: SECRET },
      }),
    )
    try {
      const url = await miniflare.ready
      const post = (text: string) => fetch(url, { method: 'POST', headers: signed(), body: text })
      expect(await (await fetch(url)).json()).toEqual(bought)
      expect(await (await post(body)).json()).toEqual(taken)
      expect(await (await post(`${body} `)).json()).toEqual({ status: 400, handled: [] })
    } finally {
      await miniflare.dispose()
    }
    expect(flaky.lost()).toBe(before + 4)
  })

  test('a change is made once, although Stripe fails again and again', async () => {
    const plan = await fetch(new URL('/faults', worker.stripe), {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_local', 'content-type': 'application/json' },
      body: JSON.stringify({ fault: 'refuse', when: 'after', times: 6 }),
    })
    expect(plan.status).toBe(200)
    // The Worker tries three times for each attempt of the client's.
    expect(await installed.runInNode(worker.url.href, KEYS.full.key, SECRET, '{}', '')).toMatchObject({
      shop: bought,
    })
  })
})
