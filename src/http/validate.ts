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

/** A minimal replacement for zod's error, which is expensive to create. */
class Found {
  readonly issues: readonly z.core.$ZodIssue[]
  constructor(issues: readonly z.core.$ZodIssue[]) {
    this.issues = issues
  }
}

// Sound: zValidator types the result as zod's classic API, but only reads what both APIs have, as does the hook.
const parse = _safeParse(Found as unknown as z.core.$ZodErrorClass) as unknown as () => z4.ZodSafeParseResult<unknown>

/** Transforms the caller's input before it is validated. */
type Prepare = (given: unknown) => unknown

function validator(target: Target, action: Action, prepare?: Prepare): MiddlewareHandler {
  const query = z.transform((given: Record<string, string | string[]>): unknown => fromQuery(given, action.inputs))
  const schema: z.ZodMiniType = prepare ? z.pipe(z.transform(prepare), action.schema) : action.schema
  return zValidator(
    target,
    target === 'json' ? schema : z.pipe(query, schema),
    // Returned directly: throwing costs more and leads to the same response.
    (result, c) => (result.success ? undefined : answerError(inputError(result.error.issues, action), c)),
    { validationFunction: parse },
  )
}

const byAction = () => ({ json: new Map<Action, MiddlewareHandler>(), query: new Map<Action, MiddlewareHandler>() })
const known = { live: byAction(), test: byAction() }

/** Validates the inputs of the admitted action; the error lists everything that is wrong. */
export const validate: MiddlewareHandler<AppEnv> = (c, next) => {
  const { action, grant } = c.get('admitted')
  const target = targetOf(c)
  const isLive = c.get('session')?.isLive === true
  const prepare = (given: unknown) => prepareInputs(given, { grant, isLive })
  if (grant) return validator(target, action, prepare)(c, next)
  const cached = known[isLive ? 'live' : 'test'][target]
  const middleware = cached.get(action) ?? validator(target, action, isLive ? prepare : undefined)
  cached.set(action, middleware)
  return middleware(c, next)
}

/** The validated inputs. Sound: the schema of every action produces an object. */
export function validated(c: Context<AppEnv>): Record<string, unknown> {
  return c.req.valid(targetOf(c) as never)
}
