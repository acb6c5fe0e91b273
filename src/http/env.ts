import type { Caller } from '../access/caller.ts'
import type { Action } from '../action/define.ts'
import type { Bindings } from '../config/bindings.ts'
import type { ActionError } from '../errors.ts'
import type { Admitted } from '../run/run-action.ts'
import type { StripeSession } from '../stripe/session.ts'

/** The state of a request while it is handled. */
interface Variables {
  requestId: string
  /** The event that the request is about, for the log. */
  event?: { readonly id: string; readonly type: string; readonly ignored?: boolean }
  /** The MCP method, for the log. */
  mcp?: string
  caller?: Caller
  action?: Action
  /** The caller, the action, and what the caller may do with it: set by `admit`. */
  admitted: Admitted
  /** Sends the request's calls to Stripe: set by `admit`. */
  session?: StripeSession
  /** The error that the caller gets, and the bug behind it, if any. */
  failure?: { readonly error: ActionError; readonly bug: Error | undefined }
}

/** Hono's environment for this app. */
export type AppEnv = { Bindings: Bindings; Variables: Variables }
