import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Lends secrets to a call in a JSON file that only this user may read. It is removed when the call ends and when this
 * process does, interrupted or not.
 */
export async function withSecretsFile<T>(
  secrets: Readonly<Record<string, string>>,
  call: (file: string | undefined) => Promise<T>,
): Promise<T> {
  if (Object.keys(secrets).length === 0) return call(undefined)
  const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-secrets-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    const file = join(folder, 'secrets.json')
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
    return await call(file)
  } finally {
    remove()
    process.off('exit', remove)
  }
}
