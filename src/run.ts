import type Stripe from 'stripe'
import type { Caller } from './access/caller.ts'
import { runForOwner } from './access/ownership.ts'
import type { Grant } from './access/policy.ts'
import type { Action, Context } from './action/action.ts'
import { ActionError } from './errors.ts'
import type { Config } from './read-config.ts'
import { answerOf, type StripeAnswer, type StripeCall, withStripe } from './stripe/stripe.ts'

/** Objects that a page of Stripe's holds at most ({@link https://docs.stripe.com/api/pagination}). */
const PAGE_SIZE = 100
/** Objects that `all: true` reads at most. */
const ALL_LIMIT = 1_000

interface Page {
  data: { id: string }[]
  has_more: boolean
}

/** The JSON text of a list of Stripe's; `answerOf` has found an object in it. */
function parsePage(text: string): Page {
  const page: unknown = JSON.parse(text)
  if (typeof page === 'object' && page && 'data' in page && Array.isArray(page.data) && 'has_more' in page) {
    return page as Page
  }
  throw new ActionError(502, 'stripe_bad_response', 'Stripe answered something else than a list.')
}

/** Reads page after page and answers one list of all of them, in Stripe's own fields. */
async function readAll(
  action: Action,
  context: Context,
  params: Readonly<Record<string, unknown>>,
  call: StripeCall,
): Promise<StripeAnswer> {
  const data: Page['data'] = []
  for (let cursor: string | undefined; ; ) {
    const paging = { limit: PAGE_SIZE, ...(cursor !== undefined && { starting_after: cursor }) }
    await action.run(context, { ...params, ...paging })
    const answer = answerOf(call)
    const page = parsePage(answer.text)
    data.push(...page.data)
    cursor = page.data.at(-1)?.id
    if (!page.has_more || cursor === undefined || data.length >= ALL_LIMIT) {
      return { ...answer, text: JSON.stringify({ ...page, data }) }
    }
  }
}

/** A caller that may run an action, and how. */
export interface Admitted {
  readonly config: Config
  readonly caller: Caller
  readonly action: Action
  /** What the access policy holds the caller to, if it is for them. */
  readonly grant: Grant | undefined
  readonly options: Stripe.RequestOptions
}

/**
 * Runs an action on validated input and gives Stripe's answer as it came (a list of `all: true`: value for value).
 *
 * @param call Is told what happened at Stripe, also on an error.
 * @throws {ActionError}
 */
export async function runAction(
  { config, caller, action, grant, options }: Admitted,
  input: Readonly<Record<string, unknown>>,
  call: StripeCall,
): Promise<StripeAnswer> {
  const { extra_params, all, ...params } = input
  if (extra_params !== undefined && !caller.extraParams) {
    throw new ActionError(403, 'forbidden', `${caller.who} may not use extra_params.`, {
      param: 'extra_params',
    })
  }
  grant?.limit(input)
  Object.assign(params, extra_params)
  return withStripe(config, call, async (clients) => {
    const context: Context = { ...clients, options }
    const run = async () => {
      if (all === true) return readAll(action, context, params, call)
      await action.run(context, params)
      return answerOf(call)
    }
    return grant?.owner === undefined ? run() : runForOwner(action, context, params, grant.owner, run)
  })
}
