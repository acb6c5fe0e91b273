import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, idOf, object, text, url } from '../../src/action/readers.ts'

export const createBillingPortalSession = defineAction(
  'create-billing-portal-session',
  'POST /v1/billing_portal/sessions',
  () => ({
    docs: {
      summary: 'Create a customer portal session',
      description:
        'Returns a link to the page where a customer manages their own subscriptions, payment methods and invoices. Send the customer to the url in the answer; it works for a few minutes.',
      resource: 'Customer Portal',
      url: 'https://docs.stripe.com/api/customer_portal/sessions/create',
      answer: {
        id: 'bps_123',
        object: 'billing_portal.session',
        customer: 'cus_123',
        url: 'https://billing.stripe.com/p/session/...',
      },
    },
    effect: 'write',
    input: {
      customer: required(idOf('customer'), {
        about: 'ID of the customer who manages their billing',
        example: 'cus_123',
        restriction: 'Required',
      }),
      return_url: optional(url, {
        about: 'Where the link back to your site leads',
        example: 'https://yoursite.com/account',
      }),
      configuration: optional(text, {
        about: 'ID of the portal configuration; without it, the default one of your account',
        example: 'bpc_123',
      }),
      flow_data: optional(
        object({
          type: required(
            choice(
              'payment_method_update',
              'subscription_cancel',
              'subscription_update',
              'subscription_update_confirm',
            ),
          ),
        }),
        {
          about: 'The one thing that the customer comes to do, instead of the whole portal',
          example: { type: 'payment_method_update' },
        },
      ),
      locale: optional(text, { about: 'Language of the page; auto follows the browser', example: 'auto' }),
    },
  }),
)
