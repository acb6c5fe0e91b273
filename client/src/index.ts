import type { Client } from './generated/actions.ts'

export type { ClientOptions } from './call.ts'
export { createClient } from './client.ts'
export { type Issue, StripeActionsError } from './error.ts'
export type * from './generated/actions.ts'
export type { CallOptions, Json, List, Metadata, Params, Search } from './types.ts'

/** What a method of the client answers: `AnswerOf<'retrieveInvoice'>`. */
export type AnswerOf<M extends keyof Client> = Awaited<ReturnType<Client[M]>>
