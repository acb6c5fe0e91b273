import createClient from 'openapi-fetch'
import type { paths } from './generated/openapi.ts'

/** Sells something, as a program with types does: what does not fit the document does not compile. */
export async function sell(baseUrl: string, key: string) {
  const client = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${key}` } })
  const product = await client.POST('/actions/create-product', { body: { name: 'Premium Plan', active: true } })
  if (product.error) throw new Error(product.error.error.message)
  const price = await client.POST('/actions/create-price', {
    body: { currency: 'usd', unit_amount: 2000, product: product.data.id },
    params: { header: { 'Idempotency-Key': 'price-of-premium' } },
  })
  if (price.error) throw new Error(price.error.error.message)
  const amount: number | null = price.data.unit_amount
  const page = await client.POST('/actions/list-prices', { body: { limit: 1 } })
  const prices: string[] = page.data?.data.map(({ id }) => id) ?? []
  const refused = await client.POST('/actions/list-prices', { body: { limit: 1000 } })
  const issues: { param: string; message: string }[] = refused.error?.error.issues ?? []
  return { name: product.data.name, amount, price: price.data.id, prices, issues }
}

/** Never run: each line is a mistake that the types catch. */
export async function mistakes() {
  const client = createClient<paths>()
  // @ts-expect-error there is no such action
  await client.POST('/actions/create-products', { body: { name: 'Premium Plan' } })
  // @ts-expect-error name is required
  await client.POST('/actions/create-product', { body: {} })
  // @ts-expect-error active is a boolean
  await client.POST('/actions/create-product', { body: { name: 'Premium Plan', active: 'yes' } })
  // @ts-expect-error the mode is one of three
  await client.POST('/actions/create-checkout-session', { body: { mode: 'buy', success_url: '', cancel_url: '' } })
}
