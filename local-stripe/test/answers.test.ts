import { afterAll, describe, expect, it } from 'vitest'
import { KEY, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe, call } = local
const authorization = `Bearer ${KEY}`

afterAll(() => local.close())

describe('the headers of an answer', () => {
  it('to a POST name the request that did it, and that it need not be sent again', async () => {
    for (const form of ['name=Mug', '', 'name=Mug&id=a.b']) {
      const { headers } = await call('POST /v1/products', form)
      expect(headers.get('original-request')).toBe(headers.get('request-id'))
      expect(headers.get('stripe-should-retry')).toBe('false')
    }
    const key = { authorization, 'idempotency-key': 'answers-1' }
    const first = await call('POST /v1/products', 'name=Mug', key)
    const again = await call('POST /v1/products', 'name=Mug', key)
    expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'))
    expect(again.headers.get('request-id')).not.toBe(first.headers.get('request-id'))
    expect(again.headers.get('stripe-should-retry')).toBe('false')
  })

  it('to a GET do not', async () => {
    const { headers } = await call('GET /v1/products')
    expect(headers.has('original-request')).toBe(false)
    expect(headers.has('stripe-should-retry')).toBe(false)
  })

  it('say that what another request holds up may be sent again', async () => {
    const key = { authorization, 'idempotency-key': 'answers-2' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('POST /v1/products', 'name=Mug', key)))
    const held = answers.filter(({ status }) => status === 409)
    for (const { headers } of held) expect(headers.get('stripe-should-retry')).toBe('true')
    const answered = answers.filter(({ status }) => status === 200)
    expect(answered.length).toBeGreaterThan(0)
    expect(held.length + answered.length).toBe(8)
  })

  it('say which version answers, whichever is asked for', async () => {
    const served = (await call('GET /v1/products')).headers
    const version = served.get('stripe-version') ?? ''
    expect(served.has('local-stripe-served-version')).toBe(false)
    const same = await call('GET /v1/products', '', { authorization, 'stripe-version': version })
    expect(same.headers.has('local-stripe-served-version')).toBe(false)
    for (const other of ['2024-06-20', '2025-03-31.basil', '2024-06-20; custom_checkout_beta=v1']) {
      const { headers, status } = await call('GET /v1/products', '', { authorization, 'stripe-version': other })
      expect({ status, version: headers.get('stripe-version') }).toEqual({ status: 200, version })
      expect(headers.get('local-stripe-served-version')).toBe(version)
    }
    const { body, status } = await call('GET /v1/products', '', { authorization, 'stripe-version': 'latest' })
    expect({ status, ...body.error }).toMatchObject({ status: 400, message: 'Invalid Stripe API version: latest' })
  })
})

describe('a list within an object', () => {
  it('is counted where Stripe counts it, also beyond what it shows', async () => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const draft = await stripe.invoices.create({ customer, currency: 'eur' })
    for (let count = 0; count < 12; count++) {
      await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 100, currency: 'eur' })
    }
    const { body: invoice } = await call(`GET /v1/invoices/${draft.id}`, 'expand[]=payments')
    expect(invoice['lines']).toMatchObject({ object: 'list', has_more: true, total_count: 12 })
    expect(invoice['payments']).not.toHaveProperty('total_count')
    const { body: list } = await call(`GET /v1/invoices/${draft.id}/lines`)
    expect(list).not.toHaveProperty('total_count')
    const { body: expanded } = await call(
      `GET /v1/customers/${customer}`,
      'expand[]=subscriptions&expand[]=tax_ids&expand[]=sources',
    )
    expect(expanded).toMatchObject({
      subscriptions: { total_count: 0 },
      tax_ids: { total_count: 0 },
      sources: { total_count: 0 },
    })
    expect((await call('GET /v1/customers')).body).not.toHaveProperty('total_count')
  })

  it('is counted without what was removed', async () => {
    const { id: customer } = await stripe.customers.create()
    const draft = await stripe.invoices.create({ customer, currency: 'eur' })
    const items: string[] = []
    for (let count = 0; count < 12; count++) {
      items.push((await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 1, currency: 'eur' })).id)
    }
    await stripe.invoiceItems.del(items[0] ?? '')
    const { body } = await call(`GET /v1/invoices/${draft.id}`)
    expect(body['lines']).toMatchObject({ total_count: 11, has_more: true })
  })
})

describe("an invoice's PDF", () => {
  it('can be read, and says what is due', async () => {
    const { id: customer } = await stripe.customers.create({ name: 'Jürgen (Berlin)', email: 'j@example.com' })
    const draft = await stripe.invoices.create({ customer, currency: 'eur' })
    expect(draft.invoice_pdf).toBeNull()
    for (let count = 0; count < 60; count++) {
      await stripe.invoiceItems.create({
        customer,
        invoice: draft.id,
        amount: 100,
        currency: 'eur',
        description: 'Mug €',
      })
    }
    const { invoice_pdf: url, number } = await stripe.invoices.finalizeInvoice(draft.id)
    const answer = await fetch(new URL(new URL(url ?? '').pathname.replace('/local-stripe', ''), local.url))
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const text = bytes.toString('latin1')
    expect(text.startsWith('%PDF-1.4')).toBe(true)
    expect(text).toContain(`(Invoice ${number})`)
    expect(text).toContain('(Bill to: Jürgen \\(Berlin\\), j@example.com)')
    expect(text).toContain('1 × Mug \x80: \x801.00')
    expect(text).toContain('(Total: \x8060.00)')
    expect(text).toContain('/Count 2')
    // Every object is where the table of the file says.
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
    expect(text.slice(start, start + 4)).toBe('xref')
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset))
    expect(offsets.length).toBeGreaterThan(5)
    for (const [index, offset] of offsets.entries()) {
      expect(text.slice(offset, offset + 10)).toMatch(new RegExp(`^${index + 1} 0 obj`))
    }
    for (const [, length, stream] of text.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      expect(stream).toHaveLength(Number(length))
    }
    expect((await fetch(new URL('/invoices/in_none/pdf', local.url))).status).toBe(404)
  })
})
