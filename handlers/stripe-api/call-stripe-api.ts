import { defineOpenAction } from '../../src/action/define.ts'
import { optional, type Rule, required } from '../../src/action/fields.ts'
import { anything, choice, endpointPath } from '../../src/action/readers.ts'

const expandedOnce: Rule = ({ expand, params }) =>
  expand !== undefined && Object.keys(Object(params)).some((name) => /^expand(\[|$)/.test(name))
    ? { param: 'expand', message: 'cannot be combined with params.expand' }
    : undefined

export const callStripeApi = defineOpenAction('call-stripe-api', () => ({
  docs: {
    summary: 'Call any endpoint of Stripe',
    description:
      'Calls an endpoint that has no action. It can change or delete anything, so it needs a key with "any_endpoint": true.',
    resource: 'Stripe API',
    url: 'https://docs.stripe.com/api/',
    answer: { id: 'tmr_123', object: 'any kind of object' },
  },
  input: {
    method: required(choice('GET', 'POST', 'DELETE'), {
      about: 'Method of the endpoint',
      example: 'GET',
      restriction: 'Required: GET, POST or DELETE',
    }),
    path: required(endpointPath, {
      about: "Path of the endpoint, as Stripe's reference writes it, with IDs filled in",
      example: '/v1/tax/settings',
      restriction: 'Required; begins with /v1/, has no query string, and is not encoded',
    }),
    params: optional(anything, {
      about: 'Parameters, passed on unchanged',
      example: { status: 'active' },
      restriction: 'Object',
    }),
  },
  rules: [expandedOnce],
  request: ({ method, path, params, expand }) => ({
    method,
    path: path.split('/').map(encodeURIComponent).join('/'),
    params: { ...params, ...(expand && { expand }) },
  }),
}))
