import type { Bindings } from '../../../src/config/bindings.ts'
import worker, { WebhookStore as Store } from '../../../src/index.ts'

type Queue = NonNullable<Bindings['WEBHOOK_QUEUE']>

let isDown = true

/** The Worker's own store, with a queue that fails until `/recover` is called. */
export class WebhookStore extends Store {
  constructor(context: DurableObjectState, env: Bindings) {
    const { WEBHOOK_QUEUE: queue } = env
    if (!queue) throw new Error('WEBHOOK_QUEUE is bound in wrangler.json')
    const sendBatch: Queue['sendBatch'] = (batch, options) =>
      isDown ? Promise.reject(new Error('Queue is down')) : queue.sendBatch(batch, options)
    // Sound: the store calls no other method of it.
    super(context, { ...env, WEBHOOK_QUEUE: { sendBatch } as Queue })
  }
}

export default {
  ...worker,
  fetch(request: Request, env: Bindings, context: ExecutionContext) {
    if (new URL(request.url).pathname !== '/recover') return worker.fetch(request, env, context)
    isDown = false
    return new Response()
  },
}
