import { onInterrupt } from './children.ts'
import { defineScript, Failure, type Io, type Main, runIfMain } from './cli.ts'
import { isEnvironment } from './configuration.ts'
import { Cloudflare } from './deploy/cloudflare.ts'
import { deploy as deployTo } from './deploy/deployment.ts'
import { type AskCloudflare, askCloudflare, spawnWrangler } from './wrangler.ts'

const USAGE = `npm run deploy -- --env staging
npm run deploy -- --env production

  --dry-run               show what it would do, and change nothing
  --stripe-key-file FILE  read Stripe's key from a file, or with - from the standard input;
                          or set the variable STRIPE_SECRET_KEY
  --allow "list-*"        what the first API key may run: actions and patterns, or "*"
  --key-name backend      the name of the first API key
  --domain NAME           serve a domain of your Cloudflare account, such as payments.example.com
  --workers-dev           serve an address of workers.dev
  --url https://...       the address that it is called at, if it is another one, such as a proxy's

At a terminal it asks for what it needs; otherwise it says what is missing. Cloudflare's login is that
of npx wrangler login, or the variable CLOUDFLARE_API_TOKEN (and CLOUDFLARE_ACCOUNT_ID).
A second run changes only what differs. See docs/deploy.md.`

/** Runs wrangler's own deployment, as Cloudflare's builds expect of this script. */
function deployPlainly({ cwd, env }: Io): Promise<number> {
  const child = spawnWrangler(['deploy'], { cwd, env, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve(status ?? 1))
  })
}

/** @param ask Stands in for wrangler where it only asks; wrangler itself deploys. */
export function deployWith(ask: AskCloudflare): Main {
  return defineScript({
    command: 'npm run deploy',
    summary: 'Deploys an environment with its secrets, its first API key and its webhook endpoint, and checks it.',
    usage: USAGE,
    options: {
      env: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'stripe-key-file': { type: 'string' },
      allow: { type: 'string' },
      'key-name': { type: 'string', default: 'backend' },
      domain: { type: 'string' },
      'workers-dev': { type: 'boolean', default: false },
      url: { type: 'string' },
    },
    async run({ env, ...options }, io) {
      if (env === undefined && io.env['WORKERS_CI']) return deployPlainly(io)
      if (env === undefined || env === 'local' || !isEnvironment(env)) {
        throw new Failure(`--env must be staging or production.\n\n${USAGE}`)
      }
      if (options.url !== undefined && !URL.canParse(options.url)) {
        throw new Failure('--url must be a full URL, such as https://payments.example.com.')
      }
      if (options.domain !== undefined && options['workers-dev']) {
        throw new Failure('--domain and --workers-dev cannot be combined.')
      }
      const interrupt = new AbortController()
      const unwatch = onInterrupt(() => interrupt.abort())
      try {
        return await deployTo(env, options, new Cloudflare(ask, io, interrupt.signal), io, interrupt.signal)
      } catch (error) {
        if (interrupt.signal.aborted) throw new Failure('Interrupted. Run it again to continue.')
        throw error
      } finally {
        unwatch()
      }
    },
  })
}

export const deploy = deployWith(askCloudflare)

await runIfMain(import.meta, deploy)
