import express from 'express'
import Stripe from 'stripe'

/** Node with Express and the SDK. */
const { STRIPE_API_BASE_URL = '', STRIPE_SECRET_KEY = '', PORT } = process.env
const { hostname, port } = new URL(STRIPE_API_BASE_URL)
const stripe = new Stripe(STRIPE_SECRET_KEY, { telemetry: false, protocol: 'http', host: hostname, port })

const app = express()
app.use(express.json())
app.post('/actions/retrieve-product', async (request, response) => {
  if (!/^[\w-]+$/.test(request.body.product_id)) response.status(400).json({ error: 'product_id' })
  else response.json(await stripe.products.retrieve(request.body.product_id))
})
app.post('/actions/list-products', async (request, response) => {
  response.json(await stripe.products.list(request.body))
})
app.post('/actions/create-checkout-session', async (request, response) => {
  const { payment_method_types, ...params } = request.body
  response.json(
    await stripe.checkout.sessions.create({ ...params, allowed_payment_method_types: payment_method_types }),
  )
})
app.listen(Number(PORT), '127.0.0.1')
