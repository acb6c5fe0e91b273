import { takeDelivery } from './hooks.js'
import { shop } from './shop.js'

/** Both programs in a Worker. */
export default {
  async fetch(request: Request, { url, key, secret }: { url: string; key: string; secret: string }) {
    return Response.json(request.method === 'POST' ? await takeDelivery(secret, request) : await shop({ url, key }))
  },
}
