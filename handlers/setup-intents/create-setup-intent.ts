import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, idOf, list, object, text, url } from '../../src/action/readers.ts'
import { requires } from '../../src/action/rules.ts'
import { metadata } from '../inputs.ts'

export const createSetupIntent = defineAction('create-setup-intent', 'POST /v1/setup_intents', () => ({
  docs: {
    summary: 'Create a setup intent',
    description:
      'Starts saving a card or another payment method for later, without charging it. Confirm it in the browser with its client_secret; with a customer, the payment method is then attached to them.',
    resource: 'SetupIntent',
    url: 'https://docs.stripe.com/api/setup_intents/create',
    answer: {
      id: 'seti_123',
      object: 'setup_intent',
      client_secret: 'seti_123_secret_...',
      status: 'requires_payment_method',
    },
  },
  effect: 'write',
  destructiveWith: 'confirm',
  input: {
    customer: optional(idOf('customer'), {
      about: 'ID of the customer to save the payment method for',
      example: 'cus_123',
    }),
    usage: optional(choice('off_session', 'on_session'), {
      about: 'Whether you will charge with the customer absent or present',
      example: 'off_session',
      restriction: 'off_session or on_session; Stripe assumes off_session',
    }),
    automatic_payment_methods: optional(
      object({ enabled: required(boolean), allow_redirects: optional(choice('always', 'never')) }),
      { about: 'Lets Stripe offer the payment methods that fit', example: { enabled: true } },
    ),
    allowed_payment_method_types: optional(list(text, { min: 1 }), {
      about: 'The only payment methods to offer',
      example: ['card'],
    }),
    payment_method: optional(idOf('payment_method'), {
      about: 'ID of the payment method to save, if there is one already',
      example: 'pm_123',
    }),
    confirm: optional(boolean, { about: 'Whether to confirm it immediately', example: true }),
    return_url: optional(url, {
      about: 'Where the customer returns to after a redirect, such as to their bank',
      example: 'https://yoursite.com/account',
      restriction: 'Only with Confirm',
    }),
    description: optional(text, { about: 'A note, not shown to the customer', example: 'Card for the subscription' }),
    metadata: metadata({ order_id: '123' }),
  },
  rules: [requires('return_url', 'confirm')],
}))
