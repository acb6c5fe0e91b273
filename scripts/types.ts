import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { defineScript, Failure, runIfMain } from './cli.ts'
import { runWrangler } from './wrangler.ts'

/** The files that types of bindings are written to, and the Workers that they are of. */
const FILES = {
  'worker-configuration.d.ts': ['-c', 'wrangler.toml'],
  'local-stripe/worker-configuration.d.ts': ['-c', 'local-stripe/wrangler.toml', '--env-interface', 'LocalStripeEnv'],
}

export const types = defineScript({
  command: 'npm run types',
  summary: "Writes the types of every Worker's bindings, or with --check compares them with what is committed.",
  usage: 'npm run types [-- --check]',
  options: { check: { type: 'boolean', default: false } },
  async run({ check }, { cwd, env, print }) {
    // wrangler reads the classes of Durable Objects off what is built.
    execFileSync(process.execPath, [join(import.meta.dirname, 'build.ts')])
    const args = ['types', '--include-runtime=false', ...(check ? ['--check'] : [])]
    await Promise.all(
      Object.entries(FILES).map(async ([file, worker]) => {
        const { status, stdout, stderr } = await runWrangler([...args, ...worker, file], { cwd, env })
        if (status !== 0) throw new Failure(`${stdout}${stderr}`)
        print(check ? `${file} is up to date.` : `Wrote ${file}.`)
      }),
    )
  },
})

await runIfMain(import.meta, types)
