import { defineAction } from '../../src/action/define.ts'
import { optional, type Rule } from '../../src/action/fields.ts'
import { idOf, object, text } from '../../src/action/readers.ts'
import { atLeastOne, requires } from '../../src/action/rules.ts'
import { billingDetails, metadata } from '../inputs.ts'

const cardIsGiven: Rule = ({ type = 'card', card, payment_method }) =>
  type === 'card' && card === undefined && payment_method === undefined
    ? { param: 'card', message: 'is required when type is card' }
    : undefined

export const createPaymentMethod = defineAction('create-payment-method', 'POST /v1/payment_methods', () => ({
  docs: {
    summary: 'Create a payment method',
    description:
      'Turns the token of a card, or the details of another way to pay, into a payment method. Attach it to a customer to keep it. To save a card that customers enter themselves, use a setup intent, which also has their bank approve later charges.',
    resource: 'PaymentMethod',
    url: 'https://docs.stripe.com/api/payment_methods/create',
    answer: { id: 'pm_123', object: 'payment_method', type: 'card', customer: null },
  },
  effect: 'write',
  input: {
    type: optional(text, {
      about: 'Type of the payment method; its details go into the parameter of that name',
      example: 'card',
      restriction: 'Required if Payment Method is empty',
    }),
    card: optional(object({ token: optional(text) }), {
      about: 'The card, as a token that Stripe.js or a wallet made of it',
      example: { token: 'tok_visa' },
      restriction: 'Required when type is card; card numbers in test mode only',
    }),
    billing_details: optional(billingDetails, {
      about: 'Name and address that belong to the payment method',
      example: { name: 'John Doe', email: 'customer@example.com' },
    }),
    payment_method: optional(idOf('payment_method'), {
      about: 'ID of a payment method of your platform to copy to the connected account',
      example: 'pm_456',
    }),
    customer: optional(idOf('customer'), {
      about: 'ID of the customer of your platform who has the payment method to copy',
      example: 'cus_123',
      restriction: 'Only with Payment Method',
    }),
    metadata: metadata({ order_id: '123' }),
  },
  // Stripe takes a customer only for a copy (https://docs.stripe.com/connect/direct-charges-multiple-accounts).
  rules: [atLeastOne('type', 'payment_method'), cardIsGiven, requires('customer', 'payment_method')],
}))
