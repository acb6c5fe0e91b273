import { parseArgs } from 'node:util'

/**
 * Resets or seeds the local Stripe that is running: the app's own, or else the one that stands alone.
 * `node scripts/control.ts reset|seed [--at <address>] [--account <Stripe-Account>]`
 */
const ADDRESSES = ['http://127.0.0.1:8787/local-stripe', 'http://127.0.0.1:12111']
const COMMANDS = ['reset', 'seed']

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { at: { type: 'string' }, account: { type: 'string' } },
})
const [command = ''] = positionals
if (!COMMANDS.includes(command)) fail(`Say what to do: ${COMMANDS.join(' or ')}.`)

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

async function running(): Promise<string> {
  const addresses = values.at === undefined ? ADDRESSES : [values.at]
  for (const address of addresses) {
    try {
      await fetch(address)
      return address
    } catch {
      // Nothing listens there.
    }
  }
  return fail(`No local Stripe answers at ${addresses.join(' or ')}. Start it with npm start or npm run local-stripe.`)
}

const address = await running()
const answer = await fetch(`${address}/${command}`, {
  method: 'POST',
  headers: {
    authorization: 'Bearer sk_test_local',
    ...(values.account !== undefined && { 'stripe-account': values.account }),
  },
})
const text = await answer.text()
if (!answer.ok) fail(`${address} answered ${answer.status}: ${text}`)
console.log(`${command === 'reset' ? 'Reset' : 'Seeded'} the local Stripe at ${address}.`)
if (command === 'seed') console.log(JSON.stringify(JSON.parse(text), null, 2))
