/** Checks the configuration of an environment, before a deployment and after, one line each, and ends with a verdict. */
import { defineScript, Failure, type Main, runIfMain } from './cli.ts'
import { ENVIRONMENTS, isEnvironment, readDevVars } from './configuration.ts'
import { readState } from './deploy/state.ts'
import { checkCloudflare } from './doctor/cloudflare.ts'
import { checkFile, checkKey, checkLocal, checkSources } from './doctor/configured.ts'
import { checkDeployed } from './doctor/deployed.ts'
import { Findings } from './doctor/findings.ts'
import { type AskCloudflare, askCloudflare } from './wrangler.ts'

const USAGE = `npm run doctor -- --env staging [--url https://...]

Without --url, it checks the address that npm run deploy deployed to from this folder.
It exits with 1 if something is wrong, or could not be checked.`

function stop(message: string): never {
  throw new Failure(`${message}\n${USAGE}`)
}

/** @param ask Stands in for wrangler, and the network behind it. */
export function doctorWith(ask: AskCloudflare): Main {
  return defineScript({
    command: 'npm run doctor',
    summary: 'Checks the configuration of an environment, and what is deployed.',
    usage: USAGE,
    options: { env: { type: 'string' }, url: { type: 'string' } },
    async run({ env, url: given }, io) {
      if (env === undefined || !isEnvironment(env)) stop(`--env must be one of ${ENVIRONMENTS.join(', ')}.`)
      const address = given ?? readState(env, io.cwd)?.url
      const url = address === undefined ? undefined : URL.parse(address)
      if (url === null) stop('--url must be a full URL, such as https://stripe-actions-staging.example.workers.dev.')

      const findings = new Findings(io)
      const vars = checkFile(env, io.cwd, findings)
      if (env === 'local') {
        checkLocal(vars, io.cwd, findings)
        if (url) await checkDeployed(env, url, { vars: { ...vars, ...readDevVars(io.cwd) }, cwd: io.cwd }, findings)
        return findings.conclude('local is well.')
      }
      checkSources(env, io.cwd, findings)
      checkKey(vars, io.env, findings)
      const isDeployed = await checkCloudflare(env, io, ask, findings)
      if (url) await checkDeployed(env, url, { vars, cwd: io.cwd }, findings)
      else if (isDeployed !== false) {
        findings.unknown('The deployment was not checked.', 'Give its address with --url.')
      }
      return findings.conclude(
        isDeployed === false ? `${env} is ready to deploy: npm run deploy -- --env ${env}` : `${env} is well.`,
      )
    },
  })
}

export const doctor = doctorWith(askCloudflare)

await runIfMain(import.meta, doctor)
