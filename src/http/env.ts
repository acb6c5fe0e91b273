import type { Caller } from '../access/caller.ts'
import type { Action } from '../action/define.ts'
import type { Bindings } from '../config/bindings.ts'
import type { ActionError } from '../errors.ts'
import type { Admitted } from '../run/run-action.ts'
import type { StripeSession } from '../stripe/session.ts'

/** What is known of a request while it is answered. */
interface Variables {
  requestId: string
  /** The event that the request is about, for the log. */
  event?: { readonly id: string; readonly type: string; readonly ignored?: boolean }
  /** The method of the Model Context Protocol, for the log. */
  mcp?: string
  caller?: Caller
  action?: Action
  /** Who may run which action how: set by `admit`. */
  admitted: Admitted
  /** What the request sends to Stripe: set by `admit`. */
  session?: StripeSession
  /** The error that the caller gets, and the bug behind it if it is one of ours. */
  failure?: { readonly error: ActionError; readonly bug: Error | undefined }
}

/** What the app's handlers work with. */
export type AppEnv = { Bindings: Bindings; Variables: Variables }
