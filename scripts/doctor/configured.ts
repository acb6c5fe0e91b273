import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  DEV_VARS,
  type Environment,
  keysFile,
  modeOf,
  OPTIONAL_VARS,
  problemsOf,
  problemsOfKeys,
  readDevVars,
  readEnvironment,
  varsOf,
  webhooksFile,
} from '../configuration.ts'
import { broadPatterns, type Entry, readEntries } from '../keys.ts'
import type { Findings } from './findings.ts'

/** What the Worker would find wrong with one of several vars. */
function problemOf(name: string, vars: Readonly<Record<string, string>>): string | undefined {
  const problem = problemsOf(vars).find(({ param }) => param === name)
  return problem && `${name} ${problem.message}.`
}

/** Checks an environment in wrangler.toml, and returns its vars. */
export function checkFile(env: Environment, cwd: string, findings: Findings): Record<string, string> {
  const config = readEnvironment(env, cwd)
  const vars = varsOf(config)
  const bindsLocalStripe = config.services?.some(({ binding }: { binding: string }) => binding === 'LOCAL_STRIPE')
  const mode = modeOf(env)
  findings.check(
    vars['STRIPE_MODE'] === mode ? undefined : `STRIPE_MODE is ${vars['STRIPE_MODE']}.`,
    `STRIPE_MODE is ${mode}.`,
    `In wrangler.toml, set STRIPE_MODE = "${mode}" under [env.${env}].`,
  )
  findings.check(
    config.assets?.binding === 'ASSETS' ? undefined : 'The binding ASSETS is missing.',
    'The console and the catalogue are bound as ASSETS.',
    'Put the line "assets" of wrangler.toml back.',
  )
  for (const path of ['actions.json', 'openapi.json', 'tools.json', 'docs.html', 'docs/console.js']) {
    if (!existsSync(join(cwd, `public/${path}`))) findings.bad(`public/${path} is missing.`, 'Run npm run generate.')
  }
  if (env === 'local') {
    findings.check(
      bindsLocalStripe ? undefined : 'The binding LOCAL_STRIPE is missing.',
      'The local Stripe is bound as LOCAL_STRIPE.',
      'Put the line "services" of wrangler.toml back.',
    )
  } else {
    if (bindsLocalStripe) findings.bad('LOCAL_STRIPE is bound.', `Remove it from [env.${env}]: it is for local only.`)
    findings.check(
      config.workers_dev || (config.routes ?? []).length > 0 ? undefined : 'The Worker would be reachable nowhere.',
      'The Worker has an address.',
      `Run npm run deploy -- --env ${env}, which asks for one, or in wrangler.toml give [env.${env}] a route of yours, such as routes = [{ pattern = "stripe.example.com", custom_domain = true }].`,
    )
  }
  for (const [name, right] of OPTIONAL_VARS) {
    if (name in vars) findings.check(problemOf(name, vars), `${name} ${right}.`, 'Correct it in wrangler.toml.')
  }
  if (vars['STRIPE_API_BASE_URL'] !== undefined && env === 'production') {
    findings.bad('STRIPE_API_BASE_URL is set.', 'Production must call Stripe itself: remove it.')
  }
  return vars
}

/** Checks what `npm start` reads: vars of the environment local, and .dev.vars. */
export function checkLocal(vars: Readonly<Record<string, string>>, cwd: string, findings: Findings): void {
  if (!existsSync(join(cwd, DEV_VARS))) {
    findings.bad(`${DEV_VARS} is missing.`, 'Run npm start, which makes it.')
    return
  }
  const problems = problemsOf({ ...vars, ...readDevVars(cwd) })
  for (const { param, message } of problems) {
    const isNotMade = param === 'STRIPE_WEBHOOK_SECRET' && message === 'is missing'
    findings.bad(
      `${param} ${message}.`,
      isNotMade
        ? 'Run npm run webhooks:setup -- --env local.'
        : `Correct it in ${DEV_VARS}, or delete that file and run npm start.`,
    )
  }
  if (problems.length > 0) return
  findings.good(`${DEV_VARS} is complete, and its mode and key agree.`)
  // Sound: nothing is wrong with it.
  notePatterns(JSON.parse(readDevVars(cwd)['API_KEYS'] ?? '[]') as Entry[], findings)
}

/** Says which actions a key's patterns allow beyond WeWeb's own: a key from before there were others may run these too. */
function notePatterns(entries: readonly Entry[], findings: Findings): void {
  for (const entry of entries) {
    for (const { pattern, further } of broadPatterns(entry)) {
      const which = pattern === '*' ? '' : `: ${further.join(', ')}`
      findings.note(
        `The key "${entry.name}" has ${pattern}, which allows ${further.length} actions besides WeWeb's own${which}.`,
      )
    }
  }
}

/** Secrets cannot be read back from Cloudflare, so what is checked is what they are made from. */
export function checkSources(env: Environment, cwd: string, findings: Findings): void {
  const keys = keysFile(env)
  if (existsSync(join(cwd, keys))) {
    const [problem] = problemsOfKeys(readFileSync(join(cwd, keys), 'utf8'))
    findings.check(
      problem && `${keys} ${problem.message}.`,
      `${keys} holds keys.`,
      'Correct it, or make keys with npm run key.',
    )
    if (!problem) notePatterns(readEntries(env, cwd) ?? [], findings)
  }
  const destinations = webhooksFile(env)
  if (existsSync(join(cwd, destinations))) {
    const WEBHOOK_DESTINATIONS = readFileSync(join(cwd, destinations), 'utf8')
    const problem = problemOf('WEBHOOK_DESTINATIONS', { WEBHOOK_DESTINATIONS })
    findings.check(
      problem && `${destinations}: ${problem}`,
      `${destinations} holds destinations.`,
      'See docs/webhooks.md.',
    )
  }
}

/** Compares Stripe's key with the mode, where the variable has the key. */
export function checkKey(
  vars: Readonly<Record<string, string>>,
  { STRIPE_SECRET_KEY }: NodeJS.ProcessEnv,
  findings: Findings,
): void {
  if (!STRIPE_SECRET_KEY) return
  const [problem] = problemsOf({ ...vars, STRIPE_SECRET_KEY }).filter(({ param }) => param === 'STRIPE_SECRET_KEY')
  findings.check(
    problem && `STRIPE_SECRET_KEY ${problem.message}.`,
    'The variable STRIPE_SECRET_KEY agrees with STRIPE_MODE.',
    "Take the key for the other mode from Stripe's dashboard.",
  )
}
