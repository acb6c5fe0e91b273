import { expect, test } from 'vitest'
import { actions } from '../handlers/index.ts'
import { readPolicy } from '../src/access/policy.ts'

const jwt = { issuer: 'https://idp.example.com/', audience: 'shop', jwks_url: 'https://idp.example.com/jwks.json' }
const CLAIM = '$claims.customer'

function problem(policy: unknown): string | undefined {
  const read = readPolicy(typeof policy === 'string' ? policy : JSON.stringify(policy), actions)
  return 'problem' in read ? read.problem : undefined
}

const users = (...rules: unknown[]) => ({ jwt, end_users: rules })

const GOOD: Record<string, unknown> = {
  nothing: '',
  'no rule': {},
  'customers manage their own': users({
    allow: ['list-invoices', 'retrieve-*invoice', 'cancel-subscription'],
    own: CLAIM,
  }),
  'a claim with a name that is a URL': users({ allow: ['list-invoices'], own: '$claims.https://example.com/customer' }),
  'listed prices': {
    public: [
      { allow: ['create-checkout-session'], limit_to: { 'line_items[].price': ['price_a'], success_url: true } },
    ],
  },
  'an object of a customer whose ID is the proof': { public: [{ allow: ['retrieve-checkout-session'], own: false }] },
  'a list bound by a choice': { public: [{ allow: ['list-invoices'], limit_to: { customer: ['cus_1', 'cus_2'] } }] },
  'an amount that is never 0': { public: [{ allow: ['create-payment-intent'], limit_to: { amount: { max: 5000 } } }] },
  'what users write, where it decides nothing': users({
    allow: ['create-customer'],
    set: { name: '$claims.user_metadata.name' },
  }),
  'undeclared parameters that name nothing, or only what is listed': users({
    allow: ['create-subscription'],
    own: CLAIM,
    limit_to: {
      'items[].price': ['price_a'],
      trial_period_days: { max: 14, min: 0 },
      'items[].tax_rates[]': ['txr_1'],
    },
    set: { payment_behavior: 'default_incomplete' },
  }),
  'single keys of metadata, which name nothing': users({
    allow: ['create-checkout-session'],
    own: CLAIM,
    set: { mode: 'payment', 'metadata.user_id': '$claims.sub' },
    limit_to: { 'metadata.note': true, 'payment_intent_data.metadata.note': true },
  }),
  'bounds of a time': users({ allow: ['list-invoices'], own: CLAIM, limit_to: { 'created.gte': true } }),
  'a list bound by a constant': { public: [{ allow: ['list-invoices'], set: { customer: 'cus_1' } }] },
  'a search of what is sold': { public: [{ allow: ['search-products', 'search-prices'] }] },
  'a query that nobody chooses': { public: [{ allow: ['search-products'], set: { query: 'active:"true"' } }] },
  'a search of all customers, as it is meant': users({ allow: ['search-invoices'], own: false }),
  "a customer's own usage": users({
    allow: ['create-meter-event'],
    set: { event_name: 'api_requests', 'payload.stripe_customer_id': CLAIM },
    limit_to: { 'payload.value': ['1'] },
  }),
  "a customer's own entitlements, credits and quotes": users({
    allow: ['list-active-entitlements', 'list-meter-event-summaries', 'list-credit-grants', '*-quote', 'list-quotes'],
    own: CLAIM,
  }),
  'the first rule that allows an action': users(
    { allow: ['list-products'] },
    { allow: ['list-products', 'list-prices'], limit_to: { active: [true] } },
  ),
}
test.each(Object.keys(GOOD))('%s is accepted', (name) => {
  expect(problem(GOOD[name])).toBeUndefined()
})

const BAD: [string, unknown, string][] = [
  ['no JSON', '{', 'must be JSON'],
  ['an array', [], 'must be an object'],
  ['an unknown field', { users: [] }, 'users is unknown'],
  ['an unknown field of a rule', { public: [{ allow: [], limits: {} }] }, 'public[0].limits is unknown'],
  ['end users of nobody', { end_users: [] }, 'end_users need jwt'],
  [
    'keys over plain http',
    { jwt: { ...jwt, jwks_url: 'http://idp.example.com/' } },
    'jwt.jwks_url must be an https URL',
  ],
  ['no audience', { jwt: { ...jwt, audience: undefined } }, 'jwt.audience must be a string or an array of strings'],
  ['a shared secret', { jwt: { ...jwt, algorithms: ['HS256'] } }, 'jwt.algorithms[0] must be one of RS256'],
  ['no algorithm', { jwt: { ...jwt, algorithms: ['none'] } }, 'jwt.algorithms[0] must be one of RS256'],
  [
    'an unknown action',
    { public: [{ allow: ['list-price'] }] },
    '"list-price" matches no action; did you mean "list-prices"?',
  ],
  [
    'an unknown input to set',
    users({ allow: ['create-checkout-session'], set: { custmer: CLAIM } }),
    'end_users[0].set.custmer: create-checkout-session has no such input; did you mean "customer"?',
  ],
  [
    'an input that one of the actions lacks',
    { public: [{ allow: ['list-products', 'list-prices'], set: { product: 'prod_1' } }] },
    'public[0].set.product: list-products has no such input',
  ],
  ['claims of nobody', { public: [{ allow: ['list-invoices'], set: { customer: CLAIM } }] }, 'has no claims'],
  ['an owner of nobody', { public: [{ allow: ['list-invoices'], own: CLAIM }] }, 'has no claims'],
  [
    'a claim inside a value',
    users({ allow: ['list-prices'], set: { product: `x${CLAIM}` } }),
    'a claim must be the whole value',
  ],
  [
    'a value that the input never takes',
    { public: [{ allow: ['list-prices'], set: { limit: 'many' } }] },
    'set.limit: has an invalid value',
  ],
  [
    'a blank value',
    { public: [{ allow: ['list-prices'], set: { product: '' } }] },
    'set.product: has an invalid value',
  ],
  [
    'a limit that the input never meets',
    { public: [{ allow: ['create-checkout-session'], limit_to: { mode: ['payments'] } }] },
    'limit_to.mode: has a value that is not valid for this input',
  ],
  [
    'a limit of an array',
    { public: [{ allow: ['create-checkout-session'], limit_to: { line_items: ['price_a'] } }] },
    'limit_to.line_items: is an array',
  ],
  [
    'a bound of text',
    { public: [{ allow: ['create-customer'], limit_to: { name: { max: 3 } } }] },
    'limit_to.name: is no number',
  ],
  [
    'an origin that is none',
    { public: [{ allow: ['create-checkout-session'], limit_to: { success_url: { origins: ['example.com'] } } }] },
    'must have origins such as https://example.com',
  ],
  [
    'further parameters',
    { public: [{ allow: ['list-prices'], limit_to: { extra_params: true } }] },
    'has no such input',
  ],
  [
    'a part of further parameters',
    { public: [{ allow: ['list-prices'], set: { 'extra_params.currency': 'usd' } }] },
    'set.extra_params.currency: list-prices has no such input',
  ],
  [
    "every customer's objects in a list",
    users({ allow: ['list-invoices'] }),
    'own: list-invoices would reach every customer',
  ],
  [
    "every customer's objects by ID",
    users({ allow: ['retrieve-invoice'] }),
    'own: retrieve-invoice would reach every customer',
  ],
  ["every customer's objects to change", users({ allow: ['cancel-subscription'] }), 'would reach every customer'],
  [
    "every customer's payments to refund",
    { public: [{ allow: ['refund-payment'], limit_to: { charge_id: true } }] },
    'own: refund-payment would reach every customer',
  ],
  ...[{}, { optional: true }, { origins: ['https://example.com'] }].map((limit): [string, unknown, string] => [
    `every customer's objects by ID, limited to ${JSON.stringify(limit)}`,
    users({ allow: ['retrieve-invoice'], limit_to: { invoice_id: limit } }),
    'own: retrieve-invoice would reach every customer',
  ]),
  ...[{}, { values: ['cus_1'], optional: true }].map((limit): [string, unknown, string] => [
    `every customer's objects in a list, limited to ${JSON.stringify(limit)}`,
    users({ allow: ['list-invoices'], limit_to: { customer: limit } }),
    'own: list-invoices would reach every customer',
  ]),
  [
    'no lower bound of a quantity that may be 0',
    users({ allow: ['create-subscription'], own: CLAIM, limit_to: { 'items[].quantity': { max: 5 } } }),
    'limit_to.items[].quantity: also accepts 0; set min as well as max',
  ],
  [
    'no lower bound of an amount that may be a credit',
    users({ allow: ['create-invoice-item'], own: CLAIM, limit_to: { amount: { max: 5000 } } }),
    'limit_to.amount: also accepts 0; set min as well as max',
  ],
  [
    'an owner that users write themselves',
    users({ allow: ['list-invoices'], own: '$claims.user_metadata.customer' }),
    '$claims.user_metadata.customer: users can write this claim',
  ],
  [
    'a customer that users write themselves',
    users({ allow: ['list-invoices'], set: { customer: '$claims.unsafe_metadata.customer' } }),
    '$claims.unsafe_metadata.customer: users can write this claim',
  ],
  [
    'an owner of all customers',
    users({ allow: ['list-customers'], own: CLAIM }),
    'list-customers cannot be limited to one customer',
  ],
  [
    "an owner of nobody's",
    users({ allow: ['list-products'], own: CLAIM }),
    "list-products names no object of the user's",
  ],
  [
    'every expansion',
    users({ allow: ['list-invoices'], own: CLAIM, limit_to: { expand: true } }),
    'limit_to.expand: must list the values that may be expanded',
  ],
  [
    'an undeclared parameter that may name what is not theirs',
    users({ allow: ['list-subscriptions'], own: CLAIM, limit_to: { plan: true } }),
    "limit_to.plan: may name another customer's object",
  ],
  [
    'an undeclared field that may name what is not theirs',
    users({ allow: ['create-subscription'], own: CLAIM, limit_to: { 'items[].tax_rates': true } }),
    "limit_to.items[].tax_rates: may name another customer's object",
  ],
  [
    'an undeclared object, which may have fields that Stripe does not know yet',
    users({ allow: ['list-invoices'], own: CLAIM, limit_to: { created: true } }),
    "limit_to.created: may name another customer's object; open its fields one by one, such as created.gt",
  ],
  [
    'a field that Stripe does not know yet',
    users({ allow: ['create-subscription'], own: CLAIM, limit_to: { 'items[].of_later': true } }),
    "limit_to.items[].of_later: may name another customer's object",
  ],
  [
    'a customer account',
    users({ allow: ['list-invoices'], own: CLAIM, set: { customer_account: 'acct_1' } }),
    'set.customer_account: cannot be combined with own',
  ],
  ...['limit_to', 'set'].map((field): [string, unknown, string] => [
    `a query that end users choose by ${field}`,
    users({ allow: ['search-products'], [field]: { query: field === 'set' ? CLAIM : true } }),
    field === 'set' ? 'set.query: must be a fixed value' : 'limit_to.query: is available to keys only',
  ]),
  [
    'a choice of queries',
    { public: [{ allow: ['search-products'], limit_to: { query: ['active:"true"', 'active:"false"'] } }] },
    'limit_to.query: is available to keys only',
  ],
  ...['customers', 'charges', 'invoices', 'payment-intents', 'subscriptions'].flatMap((kind) => {
    const allow = [`search-${kind}`]
    return [
      [`an owner of found ${kind}`, users({ allow, own: CLAIM }), `search-${kind} cannot be limited to one customer`],
      [`a search of ${kind}`, { public: [{ allow }] }, `search-${kind} would reach every customer's objects`],
    ] as [string, unknown, string][]
  }),
  [
    'a search of one customer, whose results are not checked',
    users({ allow: ['search-invoices'], set: { customer: CLAIM } }),
    'search-invoices would reach every customer',
  ],
  ...['list-events', 'retrieve-event', 'list-balance-transactions', 'retrieve-balance-transaction'].flatMap(
    (name) =>
      [
        [`an owner of what ${name} tells`, users({ allow: [name], own: CLAIM }), 'cannot be limited to one customer'],
        [`what ${name} tells`, { public: [{ allow: [name] }] }, `${name} would reach every customer's objects`],
      ] as [string, unknown, string][],
  ),
  ...['call-stripe-api', 'call-stripe-*', '*'].map((pattern): [string, unknown, string] => [
    `any endpoint, by ${pattern}`,
    { public: [{ allow: [pattern], limit_to: { path: ['/v1/tax/settings'] } }] },
    pattern === 'call-stripe-api' ? 'call-stripe-api is for keys only' : `public[0]`,
  ]),
  ...[true, { min: 1 }].map((limit): [string, unknown, string] => [
    `a quote to copy that is anybody's, limited to ${JSON.stringify(limit)}`,
    { public: [{ allow: ['create-quote'], limit_to: { 'from_quote.quote': limit } }] },
    'create-quote would reach every customer',
  ]),
  [
    "a quote to copy that is anybody's, opened with all that is beside it",
    { public: [{ allow: ['create-quote'], limit_to: { from_quote: true } }] },
    'create-quote would reach every customer',
  ],
  [
    "usage that is anybody's",
    users({ allow: ['create-meter-event'], limit_to: { 'payload.stripe_customer_id': true } }),
    'create-meter-event would reach every customer',
  ],
  [
    'usage of a customer that users write themselves',
    users({ allow: ['create-meter-event'], set: { 'payload.stripe_customer_id': '$claims.user_metadata.customer' } }),
    'users can write this claim',
  ],
  [
    'an owner that is no claim',
    users({ allow: ['list-invoices'], own: 'cus_1' }),
    'must be "$claims.<claim>", or false',
  ],
]
test.each(BAD)('%s is refused, saying what is wrong', (_, policy, message) => {
  expect(problem(policy)).toContain(message)
})

test('everything that is wrong is said at once', () => {
  const wrong = problem({ public: [{ allow: ['list-price', 'list-invoices'], limit_to: { nothing: true } }] })
  for (const message of ['list-price"', 'limit_to.nothing', 'own: list-invoices']) expect(wrong).toContain(message)
})
