import { defineAction } from '../../src/action/define.ts'
import { required } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listActiveEntitlements = defineAction(
  'list-active-entitlements',
  'GET /v1/entitlements/active_entitlements',
  () => ({
    docs: {
      summary: 'List what a customer has access to',
      description:
        "Returns the features that a customer's subscriptions give access to. Compare lookup_key to decide what to show the customer.",
      resource: 'Active Entitlement',
      url: 'https://docs.stripe.com/api/entitlements/active-entitlement/list',
      answer: {
        object: 'list',
        data: [{ id: 'ent_123', object: 'entitlements.active_entitlement', lookup_key: 'premium' }],
        has_more: false,
      },
    },
    effect: 'read',
    input: {
      customer: required(idOf('customer'), {
        about: 'ID of the customer',
        example: 'cus_123',
        restriction: 'Required',
      }),
    },
  }),
)
