import type { ChildProcess } from 'node:child_process'

/** Kills a process when this one ends, whatever ends it. */
export function killWithParent(child: ChildProcess): void {
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
}

/**
 * Calls `stop` when somebody interrupts this process, or npm in front of it.
 *
 * @returns What ends the watch.
 */
export function onInterrupt(stop: (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, stop)
  // npm's shell keeps a SIGTERM for itself: without npm, nobody could stop this process any more.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop('SIGTERM')
  }, 500).unref()
  return () => {
    clearInterval(watch)
    for (const signal of signals) process.off(signal, stop)
  }
}
