import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { defineScript, runIfMain } from './cli.ts'
import { types } from './types.ts'

/** In this order: each reads what those before it wrote. */
const STEPS = ['generate-stripe-types.ts', 'generate-catalogue.ts', 'generate-client.ts', 'generate-console.ts']

export const generate = defineScript({
  command: 'npm run generate',
  summary:
    'Writes the generated files: what is known of Stripe, the catalogue, the client, the console, and types of bindings.',
  usage: 'npm run generate',
  options: {},
  async run(_, io) {
    for (const step of STEPS) execFileSync(process.execPath, [join(import.meta.dirname, step)], { stdio: 'inherit' })
    await types([], io)
  },
})

await runIfMain(import.meta, generate)
