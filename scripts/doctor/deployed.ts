import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { actions } from '../../handlers/index.ts'
import { readPolicy } from '../../src/access/policy.ts'
import type { Environment } from '../configuration.ts'
import type { Findings } from './findings.ts'

/** Milliseconds to wait for an answer. */
const PATIENCE = 15_000
/** What a call without a credential is answered that may not run the action: 403 where others may run without one. */
const REFUSED = [401, 403, 429, 500]

interface Health {
  mode?: string
  error?: { message: string; issues?: { param: string; message: string }[] }
}

function ask(url: URL, path: string): Promise<Response> {
  return fetch(new URL(path, url), { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
}

/** An action that changes nothing and that nobody may run without a credential. */
function closedAction(vars: Readonly<Record<string, string>>): string | undefined {
  const policy = readPolicy(vars['ACCESS_POLICY'], actions)
  const isOpen = (name: string) => 'value' in policy && policy.value.public.has(name)
  return actions.find(({ name, effect }) => effect === 'read' && !isOpen(name))?.name
}

/** Checks what serves at an address, and returns whether its configuration is complete. */
export async function checkDeployed(
  env: Environment,
  url: URL,
  { vars, cwd }: { vars: Readonly<Record<string, string>>; cwd: string },
  findings: Findings,
): Promise<boolean> {
  const again = env === 'local' ? 'Stop npm start and start it again.' : `Deploy again: npm run deploy -- --env ${env}`
  let health: Response
  try {
    health = await ask(url, '/health')
  } catch {
    findings.bad(
      `Nothing answers at ${url.origin}.`,
      env === 'local'
        ? 'Is npm start running, and is the address right?'
        : 'Is the address right, and is it deployed? A new address may take some minutes to answer.',
    )
    return false
  }
  let state: Health
  try {
    state = (await health.json()) as Health
  } catch {
    findings.bad(`${url.origin} is another program.`, 'Set --url to the address that npm run deploy prints.')
    return false
  }
  const isHealthy = health.ok && state.mode === vars['STRIPE_MODE']
  if (isHealthy) findings.good(`${url.origin} is healthy, in ${state.mode} mode.`)
  else if (health.ok) {
    findings.bad(`${url.origin} is in ${state.mode} mode.`, `It is not ${env}, or has another wrangler.toml. ${again}`)
  } else {
    for (const { param, message } of state.error?.issues ?? [
      { param: '/health', message: `answers ${health.status}` },
    ]) {
      findings.bad(
        `Deployed: ${param} ${message}.`,
        env === 'local'
          ? 'Correct it in .dev.vars and start npm start again.'
          : `Correct it, and deploy again: npm run deploy -- --env ${env}`,
      )
    }
  }
  const closed = closedAction(vars)
  if (closed !== undefined) {
    const { status } = await ask(url, `/actions/${closed}`)
    findings.check(
      REFUSED.includes(status) ? undefined : `A call of ${closed} without a credential is answered ${status}.`,
      'A call without a credential is refused, unless the policy opens its action.',
      again,
    )
  }
  const served = await ask(url, '/openapi.json')
  findings.check(
    (await served.text()) === readFileSync(join(cwd, 'public/openapi.json'), 'utf8')
      ? undefined
      : 'It serves other actions than these.',
    'It serves the actions of this folder.',
    again,
  )
  return isHealthy
}
