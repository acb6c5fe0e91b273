import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateFeature = defineAction('update-feature', 'POST /v1/entitlements/features/{feature_id}', () => ({
  docs: {
    summary: 'Update a feature',
    description:
      'Changes the name, metadata or state of a feature; other fields stay as they are. An inactive one is archived: it cannot be attached to further products, nor be made active again.',
    resource: 'Feature',
    url: 'https://docs.stripe.com/api/entitlements/feature/update',
    answer: { id: 'feat_123', object: 'entitlements.feature', name: 'Premium content', active: false },
  },
  effect: 'write',
  input: {
    feature_id: pathId('entitlements.feature'),
    name: optional(text, { about: 'Name that your team sees', example: 'Premium content' }),
    active: optional(boolean, { about: 'Whether it can be attached to products', example: false }),
    metadata: metadata({ internal_id: '456' }),
  },
}))
