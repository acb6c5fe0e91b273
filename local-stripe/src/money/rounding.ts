/** A part of an amount, to the nearest whole unit: in integers, as the products are too large for a double. */
export function shareOf(amount: number, part: number, whole: number): number {
  if (part === whole || whole === 0) return amount
  const product = BigInt(amount) * BigInt(part) * 2n
  const twice = product + (product < 0n ? -BigInt(whole) : BigInt(whole))
  return Number(twice / (BigInt(whole) * 2n))
}

/** The nearest whole unit, of what is half a unit in decimals as well: 1.005 × 100 is a little less in binary. */
export const roundAmount = (amount: number) => Math.round(Number(amount.toPrecision(15)))
