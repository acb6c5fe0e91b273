const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Random letters and digits. */
export function randomText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  let text = ''
  for (const byte of bytes) text += LETTERS[byte % LETTERS.length]
  return text
}

/** A new id, such as `cus_QXg1o8vcGmoR32`. */
export const newId = (prefix: string, length = 24) => prefix + randomText(length)
