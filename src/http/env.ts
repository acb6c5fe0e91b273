import type { Caller } from '../access/caller.ts'
import type { Action } from '../action/action.ts'
import type { Bindings } from '../config/bindings.ts'
import type { ActionError } from '../errors.ts'
import type { Admitted } from '../run.ts'
import type { StripeCall } from '../stripe/stripe.ts'

/** What a request is known by, and after `admit`, who may run which action how. */
interface Variables {
  requestId: string
  /** The event that the request is about, for the log. */
  event?: { readonly id: string; readonly type: string }
  call: StripeCall
  caller?: Caller
  action?: Action
  /** What `admit` let in. */
  admitted: Admitted
  /** What the caller is told of an error, and the bug behind it if it is one of ours. */
  failure?: { told: ActionError; bug: Error | undefined }
}

/** What the app's handlers work with. */
export type AppEnv = { Bindings: Bindings; Variables: Variables }
