/** The floor: a Worker that does nothing but fetch Stripe and pass the answer on. */
const PATHS: Record<string, [string, string]> = {
  '/actions/retrieve-product': ['GET', '/v1/products/prod_123'],
  '/actions/list-products': ['GET', '/v1/products?limit=100'],
  '/actions/create-checkout-session': ['POST', '/v1/checkout/sessions'],
}

export default {
  fetch(request: Request, env: { STRIPE_API_BASE_URL: string; STRIPE_SECRET_KEY: string }): Promise<Response> {
    const [method, path] = PATHS[new URL(request.url).pathname] ?? ['GET', '/']
    return fetch(env.STRIPE_API_BASE_URL + path, {
      method,
      headers: {
        authorization: `Bearer ${env.STRIPE_SECRET_KEY}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: method === 'POST' ? request.body : null,
    })
  },
}
