import { Hono } from 'hono'
import Stripe from 'stripe'

/** Hono with a cached client of the SDK and nothing else. */
type Env = { Bindings: { STRIPE_API_BASE_URL: string; STRIPE_SECRET_KEY: string } }

let client: Stripe | undefined

function stripe(env: Env['Bindings']): Stripe {
  const { hostname, port } = new URL(env.STRIPE_API_BASE_URL)
  client ??= new Stripe(env.STRIPE_SECRET_KEY, {
    httpClient: Stripe.createFetchHttpClient(),
    telemetry: false,
    protocol: 'http',
    host: hostname,
    port,
  })
  return client
}

const app = new Hono<Env>()
app.post('/actions/retrieve-product', async (c) => {
  const { product_id } = await c.req.json()
  return c.json(await stripe(c.env).products.retrieve(product_id))
})
app.post('/actions/list-products', async (c) => c.json(await stripe(c.env).products.list(await c.req.json())))
app.post('/actions/create-checkout-session', async (c) => {
  const { payment_method_types, ...params } = await c.req.json()
  return c.json(
    await stripe(c.env).checkout.sessions.create({ ...params, allowed_payment_method_types: payment_method_types }),
  )
})
export default app
