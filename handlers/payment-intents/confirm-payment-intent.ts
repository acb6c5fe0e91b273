import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, email, idOf, url } from '../../src/action/readers.ts'
import { shippingDetails } from '../inputs.ts'

export const confirmPaymentIntent = defineAction(
  'confirm-payment-intent',
  'POST /v1/payment_intents/{payment_intent_id}/confirm',
  () => ({
    docs: {
      summary: 'Confirm a payment intent',
      description:
        'Attempts the payment now: the customer is charged, or the amount is held if capture_method is manual. If the status in the answer is requires_action, let the customer complete next_action in the browser; after a decline, confirm again with another payment method.',
      resource: 'PaymentIntent',
      url: 'https://docs.stripe.com/api/payment_intents/confirm',
      answer: { id: 'pi_123', object: 'payment_intent', status: 'succeeded' },
    },
    effect: 'destructive',
    input: {
      payment_intent_id: pathId('payment_intent', { status: ['requires_confirmation', 'requires_payment_method'] }),
      payment_method: optional(idOf('payment_method'), {
        about: 'ID of the payment method to pay with, unless the payment intent has one',
        example: 'pm_123',
      }),
      return_url: optional(url, {
        about: 'Where the customer returns to after a redirect, such as to their bank',
        example: 'https://yoursite.com/success',
        restriction: 'Needed if a payment method may redirect',
      }),
      capture_method: optional(choice('automatic', 'automatic_async', 'manual'), {
        about: 'Whether the amount is captured by itself or held until you capture it',
        example: 'manual',
      }),
      setup_future_usage: optional(choice('off_session', 'on_session'), {
        about: 'Saves the payment method for later payments, with the customer absent or present',
        example: 'off_session',
      }),
      receipt_email: optional(email, { about: 'Where the receipt goes', example: 'customer@example.com' }),
      shipping: optional(shippingDetails, {
        about: 'Where the goods go',
        example: { name: 'John Doe', address: { line1: '123 Main St', city: 'NYC', country: 'US' } },
      }),
    },
  }),
)
