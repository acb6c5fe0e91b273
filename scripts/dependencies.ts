import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { defineScript, Failure, runIfMain } from './cli.ts'
import { flawsOf } from './lockfile.ts'
import { npmFile } from './programs.ts'

const Audit = z.object({ metadata: z.object({ vulnerabilities: z.record(z.string(), z.number()) }) })
const FAILING = ['high', 'critical']

function npm(...args: string[]) {
  return spawnSync(process.execPath, [npmFile(), ...args], { encoding: 'utf8' })
}

/**
 * Checks what is installed: that package-lock.json agrees with package.json and holds only the registry's packages, each
 * with its hash, and that the registry knows of no vulnerability of high severity or above in them. That it cannot be
 * asked is said and fails nothing.
 */
export const dependencies = defineScript({
  command: 'node scripts/dependencies.ts',
  summary: 'Checks package-lock.json, and asks the registry for known vulnerabilities.',
  usage: 'node scripts/dependencies.ts',
  options: {},
  run(_, io) {
    const flaws = flawsOf(readFileSync('package-lock.json', 'utf8'))
    if (flaws.length > 0)
      throw new Failure(`package-lock.json: ${flaws.join('; ')}. Remove what is wrong and run npm install.`)

    const agreement = npm('ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund')
    if (agreement.status !== 0) {
      const [, ...reasons] = agreement.stderr.match(/^npm error (?:code|Invalid|Missing).*$/gm) ?? []
      throw new Failure(`package-lock.json does not agree with package.json; run npm install:\n${reasons.join('\n')}`)
    }
    io.print('package-lock.json agrees with package.json; every package is of the registry and has its SHA-512')

    const { stdout } = npm('audit', '--json')
    let answer: unknown
    try {
      answer = JSON.parse(stdout)
    } catch {}
    const audit = Audit.safeParse(answer)
    if (audit.success) {
      const found = Object.entries(audit.data.metadata.vulnerabilities).filter(([, times]) => times > 0)
      const counts = found.map(([severity, times]) => `${times} ${severity}`).join(', ') || 'none'
      if (found.some(([severity]) => FAILING.includes(severity)))
        throw new Failure(`npm audit found vulnerabilities: ${counts}\n${stdout}`)
      io.print(`vulnerabilities that npm audit knows of: ${counts}`)
    } else {
      const { message } = z.catch(z.object({ message: z.string() }), { message: 'no answer' }).parse(answer)
      io.print(`npm audit COULD NOT BE ASKED, so vulnerabilities were not looked for: ${message}`)
    }
  },
})

await runIfMain(import.meta, dependencies)
