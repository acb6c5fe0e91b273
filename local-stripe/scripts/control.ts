import { parseArgs } from 'node:util'

/** Where it is tried: beside an app in `wrangler dev`, as wrangler.toml has it, then where it runs by itself. */
const ADDRESSES = ['http://127.0.0.1:8787/local-stripe', 'http://127.0.0.1:12111']

async function running(addresses: string[]): Promise<string> {
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

/** Empties the local Stripe that is running, or fills it with a small shop. */
export async function control(command: 'reset' | 'seed', args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { at: { type: 'string' }, account: { type: 'string' } } })
  const address = await running(values.at === undefined ? ADDRESSES : [values.at])
  const answer = await fetch(`${address}/${command}`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk_test_local',
      ...(values.account !== undefined && { 'stripe-account': values.account }),
    },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${text}`)
  console.log(`${command === 'reset' ? 'Reset' : 'Seeded'} the local Stripe at ${address}.`)
  if (command === 'seed') console.log(JSON.stringify(JSON.parse(text), null, 2))
}
