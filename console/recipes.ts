import type { Recipe, RecipeStep } from './recipe-types.ts'

const PAGES = { success_url: '$origin/docs#paid', cancel_url: '$origin/docs' }
const TEST_CARD = 'In test mode, pay with the card 4242 4242 4242 4242, any future date and any three digits.'
const UNPAID_FOR = { collection_method: 'send_invoice', days_until_due: 30 }

const PRODUCT: RecipeStep = {
  name: 'product',
  title: 'Create the product',
  about: 'What you sell, as your customers see it.',
  action: 'create-product',
  input: { name: 'T-shirt' },
  shown: ['name', 'description'],
  once: true,
}

const CUSTOMER: RecipeStep = {
  name: 'customer',
  title: 'Create the customer',
  about: 'Create one for each of your users, and store its ID with the user.',
  action: 'create-customer',
  input: { name: 'Jane Doe', email: 'jane@example.com' },
  shown: ['name', 'email'],
}

/** The step that creates the page where a customer pays the price of the step before. */
const checkout = (mode: 'payment' | 'subscription', about: string): RecipeStep => ({
  name: 'session',
  title: 'Create the checkout page',
  about,
  action: 'create-checkout-session',
  input: { mode, line_items: [{ price: '$price.id', quantity: 1 }], ...PAGES },
  shown: ['line_items'],
  open: { label: 'Open the checkout page', about: TEST_CARD },
})

const ORDER: RecipeStep = {
  name: 'order',
  title: 'See the order',
  about: 'Run this after you have paid. Deliver only when the order is paid: that somebody came back proves nothing.',
  action: 'retrieve-checkout-session',
  input: { id: '$session.id', expand: ['line_items'] },
  shown: ['id'],
  goal: {
    path: 'payment_status',
    values: ['paid', 'no_payment_required'],
    reached: 'The order is paid.',
    missed: 'Not paid yet. Pay on the checkout page, then run this step again.',
  },
}

const sellAProduct: Recipe = {
  name: 'sell-a-product',
  title: 'Sell a product',
  about: 'Your customer pays once, on a page that Stripe hosts.',
  steps: [
    PRODUCT,
    {
      name: 'price',
      title: 'Give it a price',
      about: 'A product can have several prices, for example one for each currency.',
      action: 'create-price',
      input: { product: '$product.id', currency: 'usd', unit_amount: 2000 },
      shown: ['product', 'currency', 'unit_amount'],
      once: true,
    },
    checkout('payment', 'Create one for each order, and send your customer there.'),
    ORDER,
  ],
}

const sellASubscription: Recipe = {
  name: 'sell-a-subscription',
  title: 'Sell a subscription',
  about: 'Your customer pays every month or year, until they cancel.',
  steps: [
    { ...PRODUCT, input: { name: 'Premium plan' } },
    {
      name: 'price',
      title: 'Give it a monthly price',
      about: 'Choose how often it is paid.',
      action: 'create-price',
      input: { product: '$product.id', currency: 'usd', unit_amount: 900, recurring: { interval: 'month' } },
      shown: ['product', 'currency', 'unit_amount', 'recurring'],
      once: true,
    },
    checkout('subscription', 'Send your customer there to subscribe.'),
    ORDER,
    {
      name: 'subscription',
      title: 'See the subscription',
      about: 'Store its ID with your user: you need it to change or cancel the subscription.',
      action: 'retrieve-subscription',
      input: { subscription_id: '$order.subscription' },
      shown: ['subscription_id'],
      goal: {
        path: 'status',
        values: ['active', 'trialing'],
        reached: 'The subscription is running.',
        missed: 'The subscription is not running.',
      },
    },
  ],
}

const refund: Recipe = {
  name: 'refund',
  title: 'Refund a payment',
  about: 'Give all or part of the money back.',
  steps: [
    {
      name: 'payment',
      title: 'Find the payment',
      about: 'Choose a payment from the list, or enter the ID that you stored with the order.',
      action: 'retrieve-payment-intent',
      input: {},
      shown: ['payment_intent_id'],
      goal: {
        path: 'status',
        values: ['succeeded'],
        reached: 'This payment can be refunded, unless it already was.',
        missed: 'No money was received with this payment, so there is nothing to refund.',
      },
    },
    {
      name: 'refund',
      title: 'Refund it',
      about: 'Leave the amount empty to refund all of it.',
      action: 'refund-payment',
      input: { payment_intent_id: '$payment.id' },
      shown: ['payment_intent_id', 'amount', 'reason'],
    },
    {
      name: 'refunded',
      title: 'See the refund',
      about: 'Banks take five to ten days to show it.',
      action: 'retrieve-refund',
      input: { refund_id: '$refund.id' },
      shown: ['refund_id'],
      goal: {
        path: 'status',
        values: ['succeeded'],
        reached: 'The money is on its way back to the customer.',
        missed: 'The refund is not complete yet. Run this step again later.',
      },
    },
  ],
}

const managePlan: Recipe = {
  name: 'manage-plan',
  title: 'Let customers manage their plan',
  about: 'Stripe’s customer portal shows their invoices and lets them change the card or cancel.',
  steps: [
    {
      name: 'customer',
      title: 'Find the customer',
      about: 'Choose one from the list. In your app, it is the customer that you stored with the signed-in user.',
      action: 'retrieve-customer',
      input: {},
      shown: ['customer_id'],
      once: true,
    },
    {
      name: 'portal',
      title: 'Create the portal page',
      about: 'A page for this customer only. It can be opened for a short time, so create one for each visit.',
      action: 'create-billing-portal-session',
      input: { customer: '$customer.id', return_url: '$origin/docs' },
      shown: ['customer'],
      open: { label: 'Open the portal', about: 'Change something there, and come back.' },
    },
    {
      name: 'subscriptions',
      title: 'See what they changed',
      about: 'Your app learns of it from webhooks; here you look it up.',
      action: 'list-subscriptions',
      input: { customer: '$customer.id', status: 'all' },
      shown: ['customer'],
    },
  ],
}

const saveACard: Recipe = {
  name: 'save-a-card',
  title: 'Save a card and charge it later',
  about: 'Your customer enters the card once, and you charge it when there is something to pay.',
  steps: [
    CUSTOMER,
    {
      name: 'session',
      title: 'Create the page that asks for the card',
      about: 'It charges nothing.',
      action: 'create-checkout-session',
      input: { mode: 'setup', customer: '$customer.id', currency: 'usd', ...PAGES },
      shown: ['customer', 'currency'],
      open: { label: 'Open the page', about: TEST_CARD.replace('pay with', 'enter') },
    },
    {
      name: 'cards',
      title: 'See the saved card',
      about: 'Run this after the card is saved.',
      action: 'list-customer-payment-methods',
      input: { customer_id: '$customer.id', type: 'card' },
      shown: ['customer_id'],
      goal: {
        path: 'data.0.id',
        reached: 'The card is saved.',
        missed: 'No card is saved yet. Enter one on the page, then run this step again.',
      },
    },
    {
      name: 'payment',
      title: 'Charge the card',
      about: 'At any later time, without the customer.',
      action: 'create-payment-intent',
      input: {
        amount: 2000,
        currency: 'usd',
        customer: '$customer.id',
        payment_method: '$cards.data.0.id',
        off_session: true,
        confirm: true,
      },
      shown: ['amount', 'currency', 'customer', 'payment_method'],
      goal: {
        path: 'status',
        values: ['succeeded'],
        reached: 'The card is charged.',
        missed: 'The bank wants to see the customer: ask them to pay on a checkout page.',
      },
    },
  ],
}

const billByUsage: Recipe = {
  name: 'bill-by-usage',
  title: 'Bill by usage',
  about: 'Report what each customer uses, and Stripe bills it at the end of the month.',
  steps: [
    {
      name: 'meter',
      title: 'Create the meter',
      about: 'It adds up usage, here requests to an API. The event name is what you report usage under.',
      action: 'create-meter',
      input: {
        display_name: 'API requests',
        event_name: 'api_requests',
        default_aggregation: { formula: 'sum' },
      },
      shown: ['display_name', 'event_name'],
      once: true,
    },
    {
      name: 'price',
      title: 'Give usage a price',
      about: 'What one unit costs.',
      action: 'create-price',
      input: {
        product_data: { name: 'API requests' },
        currency: 'usd',
        unit_amount: 2,
        recurring: { interval: 'month', usage_type: 'metered', meter: '$meter.id' },
      },
      shown: ['currency', 'unit_amount'],
      once: true,
    },
    CUSTOMER,
    {
      name: 'subscription',
      title: 'Subscribe the customer',
      about: 'The customer gets an invoice each month, and has 30 days to pay it.',
      action: 'create-subscription',
      input: { customer: '$customer.id', items: [{ price: '$price.id' }], ...UNPAID_FOR },
      shown: ['customer'],
    },
    {
      name: 'usage',
      title: 'Report usage',
      about: 'Do this whenever the customer uses something.',
      action: 'create-meter-event',
      input: { event_name: '$meter.event_name', payload: { stripe_customer_id: '$customer.id', value: '25' } },
      shown: ['event_name', 'payload'],
    },
    {
      name: 'invoice',
      title: 'Preview the next invoice',
      about: 'Stripe adds usage up within minutes.',
      action: 'preview-invoice',
      input: { subscription: '$subscription.id' },
      shown: ['subscription'],
      goal: {
        path: 'total',
        reached: 'This is what the customer will pay for the usage so far.',
        missed: 'Nothing to pay so far.',
      },
    },
  ],
}

const checkAccess: Recipe = {
  name: 'check-access',
  title: 'Check what a customer may use',
  about: 'Say what a product includes, then ask Stripe whether a customer has paid for it.',
  steps: [
    {
      name: 'feature',
      title: 'Create the feature',
      about: 'Something in your app that only paying customers may use. Your app knows it by the lookup key.',
      action: 'create-feature',
      input: { name: 'Reports', lookup_key: 'reports' },
      shown: ['name', 'lookup_key'],
      once: true,
    },
    {
      name: 'product',
      title: 'Create the plan',
      about: 'A product with a monthly price.',
      action: 'create-product',
      input: {
        name: 'Plan with reports',
        default_price_data: { currency: 'usd', unit_amount: 900, recurring: { interval: 'month' } },
      },
      shown: ['name', 'default_price_data'],
      once: true,
    },
    {
      name: 'attached',
      title: 'Include the feature in the plan',
      about: 'Everybody with the plan may use it from then on.',
      action: 'attach-product-feature',
      input: { product_id: '$product.id', entitlement_feature: '$feature.id' },
      shown: ['product_id', 'entitlement_feature'],
      once: true,
    },
    CUSTOMER,
    {
      name: 'subscription',
      title: 'Subscribe the customer',
      about: 'Here with an invoice to pay within 30 days; “Sell a subscription” uses a checkout page.',
      action: 'create-subscription',
      input: { customer: '$customer.id', items: [{ price: '$product.default_price' }], ...UNPAID_FOR },
      shown: ['customer', 'items'],
    },
    {
      name: 'access',
      title: 'Check access',
      about: 'Ask each time before you serve the feature: access ends with the subscription.',
      action: 'list-active-entitlements',
      input: { customer: '$customer.id' },
      shown: ['customer'],
      goal: {
        path: 'data.0.id',
        reached: 'The customer may use the feature.',
        missed: 'The customer may use nothing: they have no active subscription that includes a feature.',
      },
    },
  ],
}

/** What people do most, step by step. */
export const RECIPES: readonly Recipe[] = [
  sellAProduct,
  sellASubscription,
  refund,
  managePlan,
  saveACard,
  billByUsage,
  checkAccess,
]

/** Where a recipe is. */
export const pageOfRecipe = ({ name }: Recipe) => `recipes/${name}`

/** Where the tab keeps what a step was given and answered. */
export const pageOfStep = (recipe: Recipe, { name }: RecipeStep) => `${pageOfRecipe(recipe)}/${name}`

export function recipeAt(page: string | undefined): Recipe | undefined {
  return RECIPES.find((recipe) => pageOfRecipe(recipe) === page)
}
