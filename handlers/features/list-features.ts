import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, text } from '../../src/action/readers.ts'

export const listFeatures = defineAction('list-features', 'GET /v1/entitlements/features', () => ({
  docs: {
    summary: 'List features',
    description: 'Returns the features that products of the account can give access to, a page at a time.',
    resource: 'Feature',
    url: 'https://docs.stripe.com/api/entitlements/feature/list',
    answer: { object: 'list', data: [{ id: 'feat_123', object: 'entitlements.feature' }], has_more: false },
  },
  effect: 'read',
  input: {
    lookup_key: optional(text, { about: 'Only the one with this key of yours', example: 'premium' }),
    archived: optional(boolean, { about: 'Only archived ones, or only those that are not', example: false }),
  },
}))
