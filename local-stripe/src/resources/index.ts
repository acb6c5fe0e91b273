import type { Resource } from '../engine/resource.ts'
import { customer } from './customers.ts'
import { price } from './prices.ts'
import { product } from './products.ts'

/** Every resource that is served, by its object's name. */
export const resources: ReadonlyMap<string, Resource> = new Map(
  [product, price, customer].map((declared) => [declared.object, declared]),
)
