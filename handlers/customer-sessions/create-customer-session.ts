import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, idOf, object } from '../../src/action/readers.ts'

export const createCustomerSession = defineAction('create-customer-session', 'POST /v1/customer_sessions', () => ({
  docs: {
    summary: 'Create a customer session',
    description:
      "Returns a client_secret with which Stripe's embedded components on your page, such as the pricing table or the saved cards, act for a customer. Pass it to that customer's browser only; it expires soon.",
    resource: 'Customer Session',
    url: 'https://docs.stripe.com/api/customer_sessions/create',
    answer: { object: 'customer_session', customer: 'cus_123', client_secret: '_secret_...', expires_at: 1767227400 },
  },
  effect: 'write',
  input: {
    customer: required(idOf('customer'), {
      about: 'ID of the customer that the embedded components act for',
      example: 'cus_123',
      restriction: 'Required',
    }),
    components: required(
      object({
        pricing_table: optional(object({ enabled: required(boolean) })),
        buy_button: optional(object({ enabled: required(boolean) })),
        payment_element: optional(
          object({
            enabled: required(boolean),
            features: optional(
              object({
                payment_method_redisplay: optional(choice('enabled', 'disabled')),
                payment_method_save: optional(choice('enabled', 'disabled')),
                payment_method_save_usage: optional(choice('off_session', 'on_session')),
                payment_method_remove: optional(choice('enabled', 'disabled')),
              }),
            ),
          }),
        ),
      }),
      {
        about: 'The embedded parts to open, each with enabled, and what the payment element may do with saved cards',
        example: { pricing_table: { enabled: true } },
        restriction: 'Required; at least one part must be enabled',
      },
    ),
  },
}))
