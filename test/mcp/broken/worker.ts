import { defineAction } from '../../../src/action/define.ts'
import { createApp } from '../../../src/app.ts'
import type { Bindings } from '../../../src/config/bindings.ts'

/** An action with a bug, and no static assets. */
const listProducts = defineAction('list-products', 'GET /v1/products', () => ({
  effect: 'read',
  docs: {
    summary: 'List products',
    description: 'Fails.',
    resource: 'Product',
    url: 'https://docs.stripe.com/api/products/list',
    answer: {},
  },
  input: {},
  params(): never {
    throw new TypeError('of jane@example.com')
  },
}))

export default createApp([listProducts]) satisfies ExportedHandler<Bindings>
