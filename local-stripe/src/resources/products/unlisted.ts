/** What is kept with a price that was made for one thing that is sold, and with its product: no list shows them. */
export const UNLISTED = { isUnlisted: true }

/** The value by which lists leave them out, for the index of prices and products. */
export const unlistedIn = (hidden: unknown): true | undefined =>
  typeof hidden === 'object' && hidden !== null && 'isUnlisted' in hidden ? true : undefined
