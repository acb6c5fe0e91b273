import { spawnSync } from 'node:child_process'

/** Writes the types of every Worker's bindings, or with `--check` compares them with what is committed. */
const WORKERS = [
  ['-c', 'wrangler.toml', 'worker-configuration.d.ts'],
  ['-c', 'local-stripe/wrangler.toml', '--env-interface', 'LocalStripeEnv', 'local-stripe/worker-configuration.d.ts'],
]

for (const worker of WORKERS) {
  const { status } = spawnSync('wrangler', ['types', '--include-runtime=false', ...worker, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(1)
}
