/**
 * What Stripe sends of an event: with the object as it was then, or only the names of both.
 *
 * @see {@link https://docs.stripe.com/event-destinations}
 */
export const KINDS = ['snapshot', 'thin'] as const
export type Kind = (typeof KINDS)[number]

/** What a delivery has come to. `superseded`: a newer event of the same object was delivered before. */
export const STATES = ['pending', 'delivered', 'superseded', 'dead'] as const
export type State = (typeof STATES)[number]
