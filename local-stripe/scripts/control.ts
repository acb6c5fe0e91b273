import { createInterface } from 'node:readline/promises'
import { readOptions } from './options.ts'

/** Where it is tried: beside an app in `wrangler dev`, as wrangler.toml has it, then where it runs by itself. */
const ADDRESSES = ['http://127.0.0.1:8787/local-stripe', 'http://127.0.0.1:12111']

async function running(at: string | undefined): Promise<string> {
  const addresses = at === undefined ? ADDRESSES : [at]
  for (const address of addresses) {
    try {
      await fetch(address)
      return address
    } catch {
      // Nothing listens there.
    }
  }
  throw new Error(`No local Stripe answers at ${addresses.join(' or ')}. Start it first.`)
}

async function call(method: string, address: string, account: string | undefined): Promise<string> {
  const answer = await fetch(address, {
    method,
    headers: { authorization: 'Bearer sk_test_local', ...(account !== undefined && { 'stripe-account': account }) },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${text}`)
  return text
}

interface Removed {
  webhook_endpoints: { id: string; url: string; account?: string }[]
}

/** The local Stripe answers in exactly this form. */
const asRemoved = (json: unknown) => json as Removed

function describe({ webhook_endpoints: endpoints }: Removed): string {
  if (endpoints.length === 0) return 'It has no webhook endpoints.'
  const listed = endpoints.map(
    ({ account, id, url }) => `  ${id} ${url}${account === undefined ? '' : ` (${account})`}`,
  )
  return `Its webhook endpoints are removed as well:\n${listed.join('\n')}`
}

/** @throws Error where nobody can be asked */
async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('Nothing was removed. Pass --yes to remove everything without being asked.')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question('Remove everything? (y/N) ')
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

async function reset(address: string, isAgreed: boolean) {
  console.log(`This removes every object of the local Stripe at ${address}, in every account.`)
  console.log(describe(asRemoved(JSON.parse(await call('GET', `${address}/reset`, undefined)))))
  if (!isAgreed && !(await isConfirmed())) {
    console.log('Nothing was removed.')
    return
  }
  await call('POST', `${address}/reset`, undefined)
  console.log(`Reset the local Stripe at ${address}.`)
}

/** Empties the local Stripe that is running, or fills it with a small shop. */
export async function control(command: 'reset' | 'seed', args: string[]): Promise<void> {
  const at = { at: { type: 'string' } } as const
  if (command === 'reset') {
    const options = { ...at, yes: { type: 'boolean', default: false } } as const
    const given = readOptions(args, options, 'local-stripe')
    return reset(await running(given.at), given.yes)
  }
  const given = readOptions(args, { ...at, account: { type: 'string' } } as const, 'local-stripe')
  const address = await running(given.at)
  const text = await call('POST', `${address}/seed`, given.account)
  console.log(`Seeded the local Stripe at ${address}.`)
  console.log(JSON.stringify(JSON.parse(text), null, 2))
}
