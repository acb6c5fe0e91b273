import { type Input, optional, type Rule, required } from '../src/action/fields.ts'
import { metadata as keyValuePairs } from '../src/action/metadata.ts'
import { choice, email, idOf, integer, list, object, range, text, timestamp, url } from '../src/action/readers.ts'
import { atLeastOne } from '../src/action/rules.ts'

/** Metadata of a Stripe object. */
export function metadata(example: Record<string, string>): Input<Record<string, string>, false> {
  return optional(keyValuePairs, {
    about: 'Custom key-value pairs; in an update an empty value removes its key, and null removes all keys',
    example,
  })
}

/** A time that a list is filtered by. */
export function time(about: string) {
  return optional(range(timestamp), {
    about: `${about}: a timestamp, or an object with gt, gte, lt or lte`,
    example: { gte: 1767225600 },
    restriction: 'Unix timestamp, or an object of bounds',
  })
}

/** A postal address, as Stripe's `address`. */
export const address = object({
  line1: optional(text),
  line2: optional(text),
  city: optional(text),
  state: optional(text),
  postal_code: optional(text),
  country: optional(text),
})

/** Name and address of who pays, as Stripe's `billing_details`. */
export const billingDetails = object({
  name: optional(text),
  email: optional(email),
  phone: optional(text),
  address: optional(address),
})

/** Where goods go, as Stripe's `shipping` of a payment. */
export const shippingDetails = object({
  name: required(text),
  address: required(address),
  phone: optional(text),
  carrier: optional(text),
  tracking_number: optional(text),
})

/** What follows a purchase through a payment link, as Stripe's `after_completion`. */
export const afterCompletion = object({
  type: required(choice('redirect', 'hosted_confirmation')),
  redirect: optional(object({ url: required(url) })),
  hosted_confirmation: optional(object({ custom_message: optional(text) })),
})

/** How many purchases a payment link takes, as Stripe's `restrictions`. */
export const completedSessions = object({
  completed_sessions: required(object({ limit: required(integer({ min: 1 })) })),
})

/** Something to pay once, unless the mode is another. */
const priceToPay = idOf('price', { type: ['one_time'] })

/** Line items of a Checkout Session. */
export const lineItems = list(object({ price: optional(priceToPay), quantity: optional(integer({ min: 0 })) }), {
  min: 1,
})

/** `send_invoice` needs a due date, by one of `names`. */
export function requiresDueDate(...names: readonly [string, ...string[]]): Rule {
  return (given) =>
    given['collection_method'] === 'send_invoice' && names.every((name) => given[name] === undefined)
      ? {
          param: names[0],
          message: `is required when collection_method is send_invoice${names
            .slice(1)
            .map((name) => ` (or ${name})`)
            .join('')}`,
        }
      : undefined
}

/** Discounts, each by the coupon or the promotion code that it comes from. */
export const discounts = list(
  object({ coupon: optional(idOf('coupon')), promotion_code: optional(idOf('promotion_code')) }),
)

/** How a change within a billing period is billed. */
export const prorationBehavior = choice('create_prorations', 'none', 'always_invoice')

/** What becomes of a change to a subscription whose payment fails. */
export const paymentBehavior = choice(
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
)

/** Inputs of a credit note and of its preview. */
export const creditNote = {
  invoice: required(idOf('invoice'), {
    about: 'ID of the finalized invoice to reduce',
    example: 'in_123',
    restriction: 'Required',
  }),
  amount: optional(integer({ min: 0 }), {
    about: "Total to credit, tax included, in the currency's smallest unit",
    example: 1000,
    restriction: 'Required if Lines and Shipping Cost are empty',
  }),
  lines: optional(
    list(
      object({
        type: required(choice('invoice_line_item', 'custom_line_item')),
        invoice_line_item: optional(idOf('line_item')),
        quantity: optional(integer({ min: 0 })),
        amount: optional(integer()),
        unit_amount: optional(integer()),
        description: optional(text),
      }),
      { min: 1 },
    ),
    {
      about: 'Invoice lines to credit, or lines of your own',
      example: [{ type: 'invoice_line_item', invoice_line_item: 'il_123', quantity: 1 }],
      restriction: 'Required if Amount and Shipping Cost are empty',
    },
  ),
  refund_amount: optional(integer({ min: 0 }), {
    about: "Part to refund to the payment method of a paid invoice, in the currency's smallest unit",
    example: 1000,
    restriction: 'What a paid invoice is credited must be refunded, kept as credit or settled outside Stripe',
  }),
  credit_amount: optional(integer({ min: 0 }), {
    about: "Part to keep as credit for the customer's next invoices, in the currency's smallest unit",
    example: 1000,
  }),
  out_of_band_amount: optional(integer({ min: 0 }), {
    about: "Part that you refund outside Stripe, in the currency's smallest unit",
    example: 1000,
  }),
  reason: optional(choice('duplicate', 'fraudulent', 'order_change', 'product_unsatisfactory'), {
    about: 'Why the invoice is reduced',
    example: 'order_change',
  }),
  memo: optional(text, { about: 'A note shown on the credit note', example: 'Returned one of two' }),
}

/** A credit note must say what it credits. */
export const requiresCredit = atLeastOne('amount', 'lines', 'shipping_cost')

/** The ID of the invoice item that an action is about; Stripe writes its kind as one word. */
export const invoiceItemId = required(idOf('invoiceitem'), {
  about: 'ID of the invoice item',
  example: 'ii_123',
  restriction: 'Required',
})

/** What a subscription consists of during a phase of a schedule. */
export const phaseItems = list(object({ price: optional(idOf('price')), quantity: optional(integer({ min: 0 })) }), {
  min: 1,
})

/** How long a phase of a schedule lasts. */
export const phaseDuration = object({
  interval: required(choice('day', 'week', 'month', 'year')),
  interval_count: optional(integer({ min: 1 })),
})

/** What a tax rate says of itself. */
export const taxRate = {
  country: optional(text, {
    about: 'Country that levies the tax',
    example: 'DE',
    restriction: 'Two-letter ISO code',
  }),
  state: optional(text, {
    about: 'State or province that levies the tax',
    example: 'NY',
    restriction: 'ISO code without the country',
  }),
  jurisdiction: optional(text, { about: 'Region that levies the tax, as invoices show it', example: 'Germany' }),
  tax_type: optional(text, { about: 'Kind of tax, such as vat, gst or sales_tax', example: 'vat' }),
  description: optional(text, { about: 'A note for yourself, not shown to customers', example: 'VAT Germany' }),
}

/** Inputs of a quote that can also change while it is a draft. */
export const quote = {
  description: optional(text, { about: 'A note on the quote', example: 'Premium Plan for one year' }),
  header: optional(text, { about: 'A line at the top of the PDF', example: 'Thank you for your interest' }),
  footer: optional(text, { about: 'A line at the bottom of the PDF', example: 'Prices include support' }),
  expires_at: optional(timestamp, {
    about: 'When Stripe cancels the quote unless it was accepted',
    example: 1798761600,
    restriction: 'Unix timestamp in the future',
  }),
  collection_method: optional(choice('charge_automatically', 'send_invoice'), {
    about: 'Whether the customer is charged, or is sent invoices to pay',
    example: 'send_invoice',
    restriction: 'charge_automatically or send_invoice',
  }),
  invoice_settings: optional(object({ days_until_due: optional(integer({ min: 1 })) }), {
    about: 'Days until an invoice is due, and other settings of invoices',
    example: { days_until_due: 30 },
  }),
}

/** How a change to a subscription item is billed. */
export const itemBilling = {
  proration_date: optional(timestamp, {
    about: 'The time that prorations are calculated at, as in Preview Invoice',
    example: 1767225600,
  }),
  payment_behavior: optional(paymentBehavior, {
    about: 'What happens when the payment for the change fails',
    example: 'pending_if_incomplete',
  }),
  tax_rates: optional(list(idOf('tax_rate')), {
    about: "IDs of tax rates that apply in place of the subscription's",
    example: ['txr_123'],
  }),
}
