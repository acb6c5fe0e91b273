import type Stripe from 'stripe'
import { type AnswerOf, createClient, type Json } from 'stripe-actions-client'
import { createWebhookHandler, onEvent } from 'stripe-actions-client/webhooks'

// Compiled, never run: each `@ts-expect-error` is a mistake that the types catch.
const client = createClient({ url: 'https://payments.example.com', key: 'sact_1' })

export async function answers() {
  const session = await client.createCheckoutSession({
    mode: 'subscription',
    success_url: 'https://shop.example.com/thanks',
    cancel_url: 'https://shop.example.com/',
    line_items: [{ price: 'price_1', quantity: 1, adjustable_quantity: { enabled: true } }],
    payment_method_types: ['card'],
    tax_id_collection: { enabled: true },
    metadata: { order: 7, gift: true },
  })
  const url: string | null = session.url
  const customer: string | Json<Stripe.Customer> | Json<Stripe.DeletedCustomer> | null = session.customer
  const price = await client.retrievePrice({ price_id: 'price_1' })
  const decimal: string | null = price.unit_amount_decimal
  const found = await client.retrieveCustomer({ customer_id: 'cus_1' })
  const email: string | null = found.deleted ? null : found.email
  const deleted: true = (await client.deleteProduct({ product_id: 'prod_1' })).deleted
  const invoices = await client.listInvoices({ status: 'open', created: { gte: 1767225600 } })
  const more: boolean = invoices.has_more
  const totals: number[] = invoices.data.map(({ total }) => total)
  for await (const invoice of client.listInvoices()) totals.push(invoice.total)
  await client.updateCustomer({ customer_id: 'cus_1', email: null, metadata: { order: null } })
  await client.createPrice({ currency: 'usd', product: 'prod_1', unit_amount_decimal: '0.5' })
  return { url, customer, decimal, email, deleted, more, totals }
}

export async function mistakes() {
  // @ts-expect-error there is no such action
  await client.createProducts({ name: 'Mug' })
  // @ts-expect-error name is required
  await client.createProduct({})
  // @ts-expect-error active is a boolean
  await client.createProduct({ name: 'Mug', active: 'yes' })
  // @ts-expect-error there is no such input
  await client.createProduct({ name: 'Mug', colour: 'red' })
  // @ts-expect-error the status is one of a few
  await client.listInvoices({ status: 'opened' })
  // @ts-expect-error a parameter of Stripe's has Stripe's type
  await client.listInvoices({ created: { since: 1767225600 } })
  // @ts-expect-error an empty input clears nothing
  await client.updateSubscription({ subscription_id: 'sub_1', pending_invoice_item_interval: '' })
  // @ts-expect-error an action sends this one itself
  await client.refundPayment({ payment_intent: 'pi_1' })
  // @ts-expect-error a price has no name
  ;(await client.retrievePrice({ price_id: 'price_1' })).name
  // @ts-expect-error only lists are read page after page
  for await (const price of client.retrievePrice({ price_id: 'price_1' }))
    price.id
    // @ts-expect-error an answer has no methods
  ;(await client.retrievePrice({ price_id: 'price_1' })).unit_amount_decimal?.add('1')
}

export const hooks = createWebhookHandler({
  secret: ['whsec_1', 'whsec_2'],
  handlers: [
    onEvent('checkout.session.completed', ({ data }, { session }: { session: AnswerOf<'retrieveCheckoutSession'> }) => {
      const status: string | null = data.object.payment_status
      return [status, session.line_items?.data[0]?.quantity]
    }),
    onEvent('customer.subscription.*', (event) => {
      const subscription: Json<Stripe.Subscription> = event.data.object
      // @ts-expect-error a pattern stands for several types
      const type: 'customer.subscription.deleted' = event.type
      return [subscription, type]
    }),
    onEvent('v1.customer.created', (event, _attachments, { object, kind }) => {
      const related: string | undefined = event.related_object.id
      const email: string | null | undefined = object?.email
      // @ts-expect-error a thin event does not hold its object
      return [related, email, kind, event.data]
    }),
    // @ts-expect-error there is no such type
    onEvent('invoice.payed', () => undefined),
    // @ts-expect-error the object of this event is an invoice
    onEvent('invoice.paid', ({ data }) => data.object.unit_amount),
  ],
})
