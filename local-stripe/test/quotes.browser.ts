import { expect, test } from 'vitest'
import { startPages } from './browser.ts'

const { here, open, stripe } = await startPages()

test('an accepted quote leads to an invoice that its customer pays', async () => {
  const page = await open()
  const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' })
  const price = await stripe.prices.create({ currency: 'eur', unit_amount: 5000, product_data: { name: 'Setup' } })
  const { id } = await stripe.quotes.create({
    customer,
    collection_method: 'send_invoice',
    line_items: [{ price: price.id, quantity: 2 }],
  })
  await stripe.quotes.finalizeQuote(id)
  const { invoice } = await stripe.quotes.accept(id)
  const sent = await stripe.invoices.sendInvoice(String(invoice))
  await page.goto(here(sent.hosted_invoice_url))
  await page.getByRole('cell', { name: '2 × Setup' }).waitFor()
  await page.getByLabel('Card number').fill('4242424242424242')
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByText('This invoice is paid.').waitFor()
  expect(await stripe.invoices.retrieve(String(invoice))).toMatchObject({ amount_paid: 10_000, status: 'paid' })
})
