import type { Kind, State } from './states.ts'

/** A message of the queue: one event for one destination. The event itself, up to 1 MiB, stays in the store. */
export interface QueueMessage {
  readonly event: string
  readonly destination: string
  /** In the dead letter queue: its last attempt failed, and it was not the queue that gave it up. */
  readonly dead?: true
}

/** What is stored of an event besides its text. */
export interface EventFacts {
  readonly id: string
  readonly kind: Kind
  readonly type: string
  /** ID of the object that it is about. */
  readonly object: string | null
  /** The connected account that it comes from; of a thin event, the context in which Stripe is asked for it. */
  readonly account: string | null
  /** Seconds since 1970, by Stripe. */
  readonly created: number
  /** Of a thin event: the ID of the snapshot event of the same change, if Stripe makes one. */
  readonly snapshot: string | null
}

/** A delivery that one consumer has claimed and may attempt now. */
export interface Claim {
  readonly claim: number
  readonly attempt: number
  readonly event: EventFacts
  /** The event's JSON as Stripe sent it. */
  readonly body: string
}

/** The outcome of an attempt. */
export interface Outcome {
  readonly delivered: boolean
  /** Of the destination's answer, if there was one. */
  readonly status: number | null
  /** Milliseconds. */
  readonly duration: number
  readonly error: string | null
  /** The beginning of the destination's answer, without secrets. */
  readonly response: string | null
  /** JSON text of what was attached, unless it is too long to be kept. */
  readonly attachments: string | null
}

export interface Filter {
  /** A type or a pattern, where `*` stands for any characters. */
  readonly type?: string | undefined
  readonly object?: string | undefined
  readonly state?: State | undefined
  readonly starting_after?: string | undefined
  readonly limit: number
}
