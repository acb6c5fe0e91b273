import { zValidator } from '@hono/zod-validator'
import type { Context, MiddlewareHandler } from 'hono'
import type * as z4 from 'zod'
import * as z from 'zod/mini'
import { _safeParse } from 'zod/v4/core'
import type { Action } from '../action/define.ts'
import { inputError, prepareInputs } from '../run/inputs.ts'
import type { AppEnv } from './env.ts'
import { answerError } from './errors.ts'
import { type Target, targetOf } from './methods.ts'
import { fromQuery } from './query.ts'

/** What zod found, without the methods and properties that its own error is made with. */
class Found {
  readonly issues: readonly z.core.$ZodIssue[]
  constructor(issues: readonly z.core.$ZodIssue[]) {
    this.issues = issues
  }
}

// zValidator types its result as zod's classic API; of it, the validator and the hook read what both APIs have.
const parse = _safeParse(Found as unknown as z.core.$ZodErrorClass) as unknown as () => z4.ZodSafeParseResult<unknown>

/** What is made of what a caller sent before it is read. */
type Prepare = (given: unknown) => unknown

function validator(target: Target, action: Action, prepare?: Prepare): MiddlewareHandler {
  const query = z.transform((given: Record<string, string | string[]>): unknown => fromQuery(given, action.inputs))
  const schema: z.ZodMiniType = prepare ? z.pipe(z.transform(prepare), action.schema) : action.schema
  return zValidator(
    target,
    target === 'json' ? schema : z.pipe(query, schema),
    // Answered at once: what is thrown costs more, and ends up there as well.
    (result, c) => (result.success ? undefined : answerError(inputError(result.error.issues, action), c)),
    { validationFunction: parse },
  )
}

const known = { json: new Map<Action, MiddlewareHandler>(), query: new Map<Action, MiddlewareHandler>() }

/** Reads the inputs of the admitted action, or says everything that is wrong with them. */
export const validate: MiddlewareHandler<AppEnv> = (c, next) => {
  const { action, grant } = c.get('admitted')
  const target = targetOf(c)
  const isLive = c.get('session')?.isLive === true
  const prepare = (given: unknown) => prepareInputs(given, { grant, isLive })
  if (grant) return validator(target, action, prepare)(c, next)
  // A Worker is live, or it is not: what is known stays right.
  const middleware = known[target].get(action) ?? validator(target, action, isLive ? prepare : undefined)
  known[target].set(action, middleware)
  return middleware(c, next)
}

/** What `validate` made of the inputs; the schema of every action reads to an object. */
export function validated(c: Context<AppEnv>): Record<string, unknown> {
  return c.req.valid(targetOf(c) as never)
}
