import { defineAction, pathId } from '../../../src/action/define.ts'
import { createApp } from '../../../src/app.ts'
import type { Bindings } from '../../../src/config/bindings.ts'

const docs = {
  summary: 'Fail',
  description: 'Fails.',
  resource: 'Product',
  url: 'https://docs.stripe.com/api/products',
  answer: {},
} as const

function bug(): never {
  throw new TypeError('of jane@example.com')
}

/** An action with a bug. */
const listProducts = defineAction('list-products', 'GET /v1/products', () => ({
  effect: 'read',
  docs,
  input: {},
  params: bug,
}))

/** An action without one. */
const retrieveProduct = defineAction('retrieve-product', 'GET /v1/products/{product_id}', () => ({
  effect: 'read',
  docs,
  input: { product_id: pathId('product') },
}))

const app = createApp([listProducts, retrieveProduct])

let bindings: Bindings | undefined

/** The app without static assets, and with a bug where it sends to Stripe. */
export default {
  fetch(request, env, context) {
    bindings ??= { ...env, LOCAL_STRIPE: { fetch: bug, connect: bug } }
    return app.fetch(request, bindings, context)
  },
} satisfies ExportedHandler<Bindings>
