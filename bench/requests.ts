/** The requests that every server is asked, in the form that this project's callers use. */
export interface Asked {
  action: string
  input: Record<string, unknown>
}

export const ASKED = {
  'retrieve-product': { action: 'retrieve-product', input: { product_id: 'prod_123' } },
  'list-products, 100 objects': { action: 'list-products', input: { limit: 100, active: true } },
  'create-checkout-session': {
    action: 'create-checkout-session',
    input: {
      mode: 'payment',
      line_items: [
        { price: 'price_123', quantity: 1 },
        { price: 'price_456', quantity: 2 },
      ],
      success_url: 'https://example.com/success?session_id={CHECKOUT_SESSION_ID}',
      cancel_url: 'https://example.com/cancel',
      customer: 'cus_123',
      metadata: { order_id: '123', cart: '456' },
      payment_method_types: ['card'],
    },
  },
  'a refused input': { action: 'retrieve-product', input: { product_id: '../customers' } },
} satisfies Record<string, Asked>

export type Scenario = keyof typeof ASKED

export const KEY = 'sa_bench'
