import { defineAction } from '../../src/action/define.ts'
import { required } from '../../src/action/fields.ts'
import { text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const createFeature = defineAction('create-feature', 'POST /v1/entitlements/features', () => ({
  docs: {
    summary: 'Create a feature',
    description:
      'Creates a feature of your app. Attach it to products, and customers who buy or subscribe to these have access to it.',
    resource: 'Feature',
    url: 'https://docs.stripe.com/api/entitlements/feature/create',
    answer: { id: 'feat_123', object: 'entitlements.feature', lookup_key: 'premium', name: 'Premium content' },
  },
  effect: 'write',
  input: {
    name: required(text, { about: 'Name that your team sees', example: 'Premium content', restriction: 'Required' }),
    lookup_key: required(text, {
      about: 'Your own key for it, which your app compares',
      example: 'premium',
      restriction: 'Required; at most 80 characters, and unique',
    }),
    metadata: metadata({ internal_id: '123' }),
  },
}))
