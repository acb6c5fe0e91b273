import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import Stripe from 'stripe'
import * as z from 'zod'

/** The usual template: Hono, zValidator, and a client of the SDK made in the handler. */
type Env = { Bindings: { STRIPE_API_BASE_URL: string; STRIPE_SECRET_KEY: string } }

function stripe(env: Env['Bindings']): Stripe {
  const { hostname, port } = new URL(env.STRIPE_API_BASE_URL)
  return new Stripe(env.STRIPE_SECRET_KEY, {
    httpClient: Stripe.createFetchHttpClient(),
    protocol: 'http',
    host: hostname,
    port,
  })
}

const session = z.object({
  mode: z.enum(['payment', 'subscription', 'setup']),
  line_items: z.array(z.object({ price: z.string(), quantity: z.int() })),
  success_url: z.string(),
  cancel_url: z.string(),
  customer: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  payment_method_types: z.array(z.string()).optional(),
})

const app = new Hono<Env>()
app.post(
  '/actions/retrieve-product',
  zValidator('json', z.object({ product_id: z.string().regex(/^[\w-]+$/) })),
  async (c) => c.json(await stripe(c.env).products.retrieve(c.req.valid('json').product_id)),
)
app.post(
  '/actions/list-products',
  zValidator('json', z.object({ limit: z.int().optional(), active: z.boolean().optional() })),
  async (c) => c.json(await stripe(c.env).products.list(c.req.valid('json'))),
)
app.post('/actions/create-checkout-session', zValidator('json', session), async (c) => {
  const { payment_method_types: _, ...params } = c.req.valid('json')
  return c.json(await stripe(c.env).checkout.sessions.create({ ...params, allowed_payment_method_types: ['card'] }))
})
export default app
