import * as z from 'zod/mini'
import { RIGHT_PATTERN } from '../config/patterns.ts'

/** Names of actions, and patterns of them. */
export const rights = () =>
  z.array(
    z.string().check(z.regex(RIGHT_PATTERN, 'must be an action or a pattern such as "list-*", with at most 3 stars')),
  )
