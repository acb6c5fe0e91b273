import { type ClientOptions, createClient, StripeActionsError } from 'stripe-actions-client'

/** What a shop does with the client, in any runtime. */
export async function shop(options: ClientOptions) {
  const client = createClient(options)
  const mark = crypto.randomUUID()
  const created: string[] = []
  for (const name of ['Mug', 'Shirt', 'Cap']) {
    const product = await client.createProduct({ name: `${name} ${mark}`, metadata: { mark } })
    created.unshift(product.id)
  }
  const listed: string[] = []
  for await (const { id, metadata } of client.listProducts({ limit: 2 })) if (metadata['mark'] === mark) listed.push(id)
  const { data } = await client.listProducts({ limit: 1 })
  const session = await client.createCheckoutSession({
    mode: 'payment',
    line_items: [{ price_data: { currency: 'usd', unit_amount: 500, product: created[0] ?? '' }, quantity: 2 }],
    success_url: 'https://shop.example.com/thanks',
    cancel_url: 'https://shop.example.com/',
  })
  const error: unknown = await client.listProducts({ limit: 1000 }).catch((reason: unknown) => reason)
  return {
    isEachListedOnce: JSON.stringify(listed) === JSON.stringify(created),
    page: data.length,
    total: session.amount_total,
    refused: error instanceof StripeActionsError && {
      status: error.status,
      code: error.code,
      issues: error.issues,
      hasRequestId: error.requestId !== undefined,
    },
  }
}
