import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)
const PROGRAM = join(
  require.resolve('@modelcontextprotocol/inspector/package.json'),
  '../clients/launcher/build/index.js',
)

/** Runs the inspector's command line, in its own home directory, and returns the result that it prints. */
export async function inspect(args: readonly string[]): Promise<unknown> {
  const home = mkdtempSync(join(tmpdir(), 'mcp-inspector-'))
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [PROGRAM, ...args, '--stored-auth-only', '--format', 'json', '--quiet'],
      { env: { ...process.env, HOME: home }, maxBuffer: 2 ** 26 },
    )
    return JSON.parse(stdout)
  } finally {
    rmSync(home, { recursive: true })
  }
}
