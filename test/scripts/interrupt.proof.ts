import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// By /proc, as both scripts measure: on Linux only.
function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return undefined
  }
}

const childrenOf = (pid: number) => (readProc(`${pid}/task/${pid}/children`) ?? '').trim().split(' ').filter(Boolean)
const nameOf = (pid: string) => readProc(`${pid}/comm`)?.trim()
/** A process that ended stays listed until its parent has asked for its status. */
const runs = (pid: string) => !/^\d+ \(.*\) Z/.test(readProc(`${pid}/stat`) ?? '0 () Z')

test.each(['scripts/load.ts', 'bench/run.ts'])('%s leaves no process behind when it is interrupted', async (script) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const child = spawn(process.execPath, [script], { stdio: 'ignore' })
    const ended = once(child, 'exit')
    const { pid = 0 } = child
    await expect.poll(() => childrenOf(pid).map(nameOf)).toContain('workerd')
    const children = childrenOf(pid)
    child.kill(signal)
    const [status] = await ended
    expect(status).not.toBe(0)
    await expect.poll(() => children.filter(runs)).toEqual([])
  }
})
