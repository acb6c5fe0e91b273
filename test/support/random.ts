/** What random tests begin with: the same each time, so that a failure is a change's doing. `SEED=n` tries another. */
export const SEED = Number(process.env['SEED'] ?? 20_261_124)

/** Numbers that follow only from a seed (mulberry32). */
export function random(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, among: <T>(values: readonly T[]): T | undefined => values[below(values.length)] }
}
