import { copyFileSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
/** What is not in the repository, or is changed by a script. */
const OWN = /^(\.dev\.vars|\.wrangler|\.git|dist|wrangler\.toml|\.(keys|webhooks|deployed)\..*)$/

/** A folder like a new clone: without a configuration, and nothing kept. */
export function newClone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-clone-'))
  for (const name of readdirSync(ROOT)) if (!OWN.test(name)) symlinkSync(join(ROOT, name), join(folder, name))
  copyFileSync(join(ROOT, 'wrangler.toml'), join(folder, 'wrangler.toml'))
  return folder
}
