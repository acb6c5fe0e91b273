import { createServer } from 'node:http'

/** A Stripe that answers at once: about 1 KB for an object, about 74 KB for a list of 100. Prints its port. */
const product = (id: number) => ({
  id: `prod_${String(id).padStart(14, '0')}`,
  object: 'product',
  active: true,
  created: 1767225600 + id,
  default_price: 'price_1PgafmB7WZ01zgkW',
  description: 'A subscription plan with everything in it, billed month by month and cancelled at any time.',
  images: ['https://example.com/images/plan-front.jpg', 'https://example.com/images/plan-back.jpg'],
  livemode: false,
  marketing_features: [{ name: 'Unlimited projects' }, { name: 'Priority support' }],
  metadata: { internal_id: String(id), category: 'plans', campaign: 'spring' },
  name: `Premium Plan ${id}`,
  package_dimensions: null,
  shippable: null,
  statement_descriptor: null,
  tax_code: null,
  tax_details: null,
  type: 'service',
  unit_label: null,
  updated: 1767225600 + id,
  url: 'https://example.com/plans/premium',
})

const one = Buffer.from(JSON.stringify({ ...product(1), note: 'x'.repeat(300) }))
const list = Buffer.from(
  JSON.stringify({
    object: 'list',
    data: Array.from({ length: 100 }, (_, i) => product(i)),
    has_more: true,
    url: '/v1/products',
  }),
)

const server = createServer((request, response) => {
  const body = request.method === 'GET' && request.url?.startsWith('/v1/products?') ? list : one
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'request-id': 'req_1234567890abcd',
    'stripe-version': '2026-10-28.endive',
  })
  response.end(body)
  request.resume()
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address) console.log(address.port)
})
