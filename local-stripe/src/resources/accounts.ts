import type { Context } from '../engine/context.ts'
import { operation, resource } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'

/** The account that calls without `Stripe-Account` open. */
const DEFAULT_ACCOUNT = 'acct_1LocalStripe00000'
const NAME = 'Local Stripe'
const STATEMENT_DESCRIPTOR = 'LOCAL STRIPE'

/** 1 January 2024: accounts are there before anything is made in them. */
const CREATED = 1_704_067_200

/** An account that may do all that is served here. https://docs.stripe.com/api/accounts/object */
const accountOf = ({ request }: Context): Objects['account'] => ({
  id: request.account ?? DEFAULT_ACCOUNT,
  object: 'account',
  business_profile: {
    mcc: '5734',
    minority_owned_business_designation: null,
    name: NAME,
    product_description: null,
    specified_commercial_transactions_act_url: null,
    support_address: null,
    support_email: null,
    support_phone: null,
    support_url: null,
    url: null,
  },
  business_type: null,
  capabilities: { card_payments: 'active', transfers: 'active' },
  charges_enabled: true,
  controller: { type: 'account' },
  country: 'US',
  created: CREATED,
  default_currency: 'usd',
  details_submitted: true,
  email: 'owner@local-stripe.example',
  metadata: {},
  payouts_enabled: true,
  settings: {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_payments: {
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: NAME, timezone: 'Etc/UTC' },
    invoices: { default_account_tax_ids: null, hosted_payment_method_save: 'offer' },
    payments: {
      statement_descriptor: STATEMENT_DESCRIPTOR,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: true,
      schedule: { delay_days: 2, interval: 'manual' },
      statement_descriptor: null,
    },
    sepa_debit_payments: {},
  },
  type: 'standard',
})

/** https://docs.stripe.com/api/accounts */
export const account = resource({
  object: 'account',
  prefix: 'acct_',
  operations: [operation('GET /v1/account', accountOf)],
})
