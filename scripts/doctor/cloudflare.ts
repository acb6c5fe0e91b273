import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Io } from '../cli.ts'
import { type Environment, readEnvironment, webhooksFile } from '../configuration.ts'
import { type AskCloudflare, explain, type SecretNames, secretNames } from '../wrangler.ts'
import type { Findings } from './findings.ts'

const SECRETS = ['STRIPE_SECRET_KEY', 'API_KEYS']
/** Those of an environment that has destinations. */
const WEBHOOK_SECRETS = ['STRIPE_WEBHOOK_SECRET', 'WEBHOOK_DESTINATIONS']

/** Checks what is at Cloudflare of an environment, and returns whether its Worker is there; `undefined` if unknown. */
export async function checkCloudflare(
  env: Environment,
  io: Io,
  ask: AskCloudflare,
  findings: Findings,
): Promise<boolean | undefined> {
  const { name = '', queues } = readEnvironment(env, io.cwd)
  const names = (queues.producers ?? []).flatMap(({ queue }) => queue ?? [])
  // Asked at the same time: wrangler takes a second to start.
  const [secrets, ...found] = await Promise.all([
    secretNames(ask, env, io),
    ...names.map(async (queue) => ({ queue, answer: await ask(['queues', 'info', queue], io) })),
  ])
  if (secrets.state === 'unknown') {
    findings.unknown(
      `Cloudflare did not say what is deployed (${secrets.reason}).`,
      'Run npx wrangler login, or set CLOUDFLARE_API_TOKEN.',
    )
    return undefined
  }
  const isDeployed = secrets.state === 'deployed'
  if (isDeployed) checkSecrets(env, io, secrets, findings)
  else findings.good(`${name} is not deployed yet: npm run deploy -- --env ${env} deploys it with its secrets.`)

  for (const { queue, answer } of found) {
    if (answer.status === 0) findings.good(`The queue ${queue} exists.`)
    else if (!/does not exist/.test(answer.stdout + answer.stderr)) {
      findings.unknown(`Cloudflare did not say whether the queue ${queue} exists (${explain(answer)}).`, 'Try again.')
    } else if (isDeployed) {
      findings.bad(`The queue ${queue} does not exist.`, `npm run deploy -- --env ${env} creates it.`)
    } else findings.good(`The queue ${queue} does not exist yet: the deployment creates it.`)
  }
  return isDeployed
}

function checkSecrets(
  env: Environment,
  { cwd }: Io,
  { names }: Extract<SecretNames, { state: 'deployed' }>,
  findings: Findings,
) {
  const hasWebhooks = existsSync(join(cwd, webhooksFile(env)))
  for (const name of hasWebhooks ? [...SECRETS, ...WEBHOOK_SECRETS] : SECRETS) {
    findings.check(
      names.includes(name) ? undefined : `The secret ${name} is not set.`,
      `The secret ${name} is set.`,
      `npm run deploy -- --env ${env} sets it.`,
    )
  }
}
