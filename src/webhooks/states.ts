/** What a delivery has come to. `superseded`: a newer event of the same object was delivered before. */
export const STATES = ['pending', 'delivered', 'superseded', 'dead'] as const
export type State = (typeof STATES)[number]
