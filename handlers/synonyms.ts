import type { actions } from './index.ts'

type Name = (typeof actions)[number]['name']

/** What people say of a kind of object, by the name that the declarations of its actions have. */
const OF_RESOURCES: Readonly<Record<string, readonly string[]>> = {
  Product: ['goods', 'item for sale', 'catalog'],
  Price: ['plan', 'cost', 'fee', 'rate'],
  Customer: ['client', 'buyer', 'user', 'contact'],
  Invoice: ['bill', 'receipt', 'statement'],
  Subscription: ['recurring payment', 'membership', 'plan', 'renewal'],
  PaymentIntent: ['payment', 'transaction', 'order'],
  Refund: ['money back', 'pay back', 'reimburse', 'return'],
  'Checkout Session': ['payment page', 'hosted page', 'sell', 'buy', 'purchase', 'order', 'cart'],
  'Invoice Item': ['extra charge', 'line item', 'add to bill'],
  'Customer Portal': ['billing portal', 'self service', 'manage subscription', 'manage plan', 'change card'],
  'Customer Session': ['pricing table', 'embedded component'],
  Discount: ['coupon', 'voucher', 'promotion'],
  'Tax ID': ['vat number', 'gst'],
  'Customer Balance Transaction': ['store credit', 'account credit', 'wallet'],
  'Shipping Rate': ['delivery cost', 'postage'],
  'Payment Link': ['pay link', 'shareable link', 'buy button', 'no code'],
  SetupIntent: ['save card', 'card on file', 'store payment method'],
  PaymentMethod: ['card', 'saved card', 'card on file', 'bank account', 'iban'],
  Charge: ['payment', 'transaction'],
  Dispute: ['chargeback', 'fraud', 'claim'],
  'Invoice Line Item': ['position'],
  'Credit Note': ['money back', 'correct invoice', 'storno'],
  'Subscription Item': ['seats', 'add on', 'plan'],
  'Subscription Schedule': ['future change', 'phases', 'upgrade later', 'downgrade later'],
  Coupon: ['discount', 'voucher', 'promotion', 'percent off'],
  'Promotion Code': ['discount code', 'coupon code', 'voucher code', 'promo'],
  'Tax Rate': ['vat', 'sales tax', 'gst'],
  'Meter Event': ['usage', 'metered', 'pay as you go', 'consumption'],
  Meter: ['usage', 'metered', 'pay as you go', 'consumption'],
  'Meter Event Summary': ['usage', 'consumption'],
  'Active Entitlement': ['access', 'permission', 'has paid', 'paywall', 'unlocked'],
  Feature: ['access', 'permission', 'entitlement', 'paywall'],
  'Product Feature': ['access', 'permission', 'entitlement', 'paywall'],
  'Credit Grant': ['prepaid', 'billing credits'],
  'Credit Balance Summary': ['prepaid', 'billing credits'],
  Quote: ['offer', 'estimate', 'proposal'],
  Account: ['company', 'settings', 'business profile'],
  Balance: ['funds', 'earnings', 'money available'],
  'Balance Transaction': ['ledger', 'fees', 'bookkeeping', 'accounting'],
  Payout: ['withdraw', 'transfer to bank', 'bank account'],
  Event: ['webhook', 'log', 'history', 'activity'],
  'Stripe API': ['other endpoint', 'raw request', 'custom call'],
}

/** What people say of one action in particular. */
const OF_ACTIONS: Readonly<Partial<Record<Name, readonly string[]>>> = {
  'deactivate-price': ['archive', 'delete price', 'remove price'],
  'cancel-subscription': ['end subscription', 'stop subscription', 'terminate', 'unsubscribe', 'quit'],
  'update-subscription': ['upgrade', 'downgrade', 'change plan', 'cancel at period end', 'switch'],
  'pause-subscription': ['hold', 'freeze', 'vacation'],
  'resume-subscription': ['continue', 'unpause'],
  'create-subscription': ['subscribe', 'sign up', 'trial'],
  'create-payment-intent': ['charge a card', 'take payment', 'elements', 'custom checkout'],
  'cancel-payment-intent': ['void payment', 'release hold'],
  'capture-payment-intent': ['collect held money', 'settle'],
  'refund-payment': ['give back', 'cancel order', 'undo payment'],
  'create-checkout-session': ['charge', 'take payment', 'accept payment', 'save card'],
  'expire-checkout-session': ['cancel checkout', 'close payment page'],
  'retrieve-checkout-session': ['order details', 'success page', 'is it paid'],
  'list-checkout-session-line-items': ['ordered items', 'what was bought'],
  'list-customer-payment-methods': ['saved cards of a customer'],
  'create-customer-balance-transaction': ['give credit', 'compensate'],
  'deactivate-payment-link': ['archive', 'turn off link', 'delete payment link'],
  'detach-payment-method': ['remove card', 'delete card'],
  'attach-payment-method': ['add card'],
  'update-dispute': ['evidence', 'fight chargeback'],
  'close-dispute': ['accept chargeback', 'lose'],
  'finalize-invoice': ['issue invoice'],
  'send-invoice': ['email invoice', 'mail'],
  'pay-invoice': ['collect', 'charge invoice', 'retry payment'],
  'void-invoice': ['cancel invoice', 'annul'],
  'mark-invoice-uncollectible': ['bad debt', 'write off'],
  'preview-invoice': ['upcoming invoice', 'proration', 'estimate', 'next bill'],
  'create-meter-event': ['report usage', 'record usage'],
  'accept-quote': ['sign'],
  'list-events': ['what happened', 'audit'],
  'delete-customer': ['gdpr', 'erase', 'forget'],
}

/** Other words by which people look for an action. */
export function synonymsOf(name: string, resource: string): string[] {
  const own: Readonly<Record<string, readonly string[] | undefined>> = OF_ACTIONS
  return [...(own[name] ?? []), ...(OF_RESOURCES[resource] ?? [])]
}

/** The names that have synonyms, for a test that each of them exists. */
export const NAMED = { resources: Object.keys(OF_RESOURCES), actions: Object.keys(OF_ACTIONS) }
