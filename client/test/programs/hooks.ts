import { createWebhookHandler, onEvent } from 'stripe-actions-client/webhooks'

/** Takes deliveries, and returns what it handled. */
export async function takeDelivery(secret: string, request: Request) {
  const handled: string[] = []
  const handle = createWebhookHandler({
    secret,
    handlers: [onEvent('invoice.*', (event) => handled.push(`${event.type} ${event.data.object.id}`))],
  })
  return { status: (await handle(request)).status, handled }
}
