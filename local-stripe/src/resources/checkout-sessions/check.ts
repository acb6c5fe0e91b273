import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import type { Params } from '../../engine/types.ts'
import { DAY } from '../../time.ts'
import { checkTrialDays } from '../subscriptions/trial-days.ts'

type NewSession = Params<'POST /v1/checkout/sessions'>

/** Parameters that only one mode takes: https://docs.stripe.com/api/checkout/sessions/create */
const ONLY_IN_MODE = {
  allow_promotion_codes: ['payment', 'subscription'],
  customer_creation: ['payment', 'setup'],
  discounts: ['payment', 'subscription'],
  invoice_creation: ['payment'],
  line_items: ['payment', 'subscription'],
  optional_items: ['payment', 'subscription'],
  payment_intent_data: ['payment'],
  payment_method_collection: ['subscription'],
  setup_intent_data: ['setup'],
  shipping_options: ['payment', 'subscription'],
  submit_type: ['payment', 'subscription'],
  subscription_data: ['subscription'],
} as const

export function checkMode(params: NewSession) {
  const { mode } = params
  if (mode === undefined) throw missing('mode')
  for (const [name, modes] of Object.entries(ONLY_IN_MODE)) {
    if (name in params && !modes.some((each) => each === mode)) {
      throw invalid(`You can not pass \`${name}\` in \`${String(mode)}\` mode.`, { param: name })
    }
  }
  if (params.discounts !== undefined && params.allow_promotion_codes !== undefined) {
    throw invalid('You may only specify one of these parameters: allow_promotion_codes, discounts.', {
      code: 'parameters_exclusive',
      param: 'allow_promotion_codes',
    })
  }
  if (params.customer !== undefined && params.customer_creation !== undefined) {
    throw invalid('You may only specify one of these parameters: customer, customer_creation.', {
      code: 'parameters_exclusive',
      param: 'customer',
    })
  }
  if ((params.discounts?.length ?? 0) > 1) {
    throw invalid('You can only apply one discount to a Checkout Session.', { param: 'discounts' })
  }
  if (params.customer_update !== undefined && params.customer === undefined) {
    throw invalid('`customer_update` can only be used with `customer` or `customer_account`.', {
      param: 'customer_update',
    })
  }
  const keepsNames = params.customer === undefined || params.customer_update?.name === 'auto'
  if (params.tax_id_collection?.enabled && !keepsNames) {
    throw invalid(
      'Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing ' +
        'customer, please set `customer_update[name]` to `auto`.',
      { param: 'customer_update[name]' },
    )
  }
  if (mode !== 'setup' && !params.line_items?.length) throw missing('line_items')
  if (mode === 'setup' && params.currency === undefined && params.allowed_payment_method_types === undefined) {
    throw missing('currency')
  }
}

export function checkUrls(params: NewSession) {
  const isHosted = (params.ui_mode ?? 'hosted_page') === 'hosted_page'
  if (isHosted) {
    if (params.success_url === undefined) throw missing('success_url')
    if (params.return_url !== undefined) {
      throw invalid('`return_url` can only be used with a ui_mode that stays on your page.', { param: 'return_url' })
    }
    if (params.redirect_on_completion !== undefined) {
      throw invalid('`redirect_on_completion` can only be used with a ui_mode that stays on your page.', {
        param: 'redirect_on_completion',
      })
    }
    return
  }
  for (const name of ['success_url', 'cancel_url'] as const) {
    if (params[name] !== undefined) {
      throw invalid(`\`${name}\` can not be used with ui_mode ${String(params.ui_mode)}; use \`return_url\`.`, {
        param: name,
      })
    }
  }
  if (params.return_url === undefined && params.redirect_on_completion !== 'never') throw missing('return_url')
}

/** https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-subscription_data-trial_end */
export function checkTrial({ now }: Context, { subscription_data: data }: NewSession) {
  const days = data?.trial_period_days
  if (days !== undefined) checkTrialDays(days, 'subscription_data[trial_period_days]')
  if (data?.trial_end === undefined) return
  if (data.trial_period_days !== undefined) {
    throw invalid(
      'You may only specify one of these parameters: subscription_data[trial_end], subscription_data[trial_period_days].',
      { code: 'parameters_exclusive', param: 'subscription_data[trial_end]' },
    )
  }
  if (data.trial_end < now + 2 * DAY) {
    throw invalid('The `trial_end` date has to be at least 2 days in the future.', {
      param: 'subscription_data[trial_end]',
    })
  }
}
