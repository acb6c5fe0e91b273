import { actions } from '../handlers/index.ts'
import { createApp } from './app.ts'
import type { Bindings } from './config/bindings.ts'
import { createConsumer } from './webhooks/deliver.ts'
import type { QueueMessage } from './webhooks/model.ts'

const app = createApp(actions)

export default { fetch: app.fetch, queue: createConsumer(actions) } satisfies ExportedHandler<Bindings, QueueMessage>

export { WebhookStore } from './webhooks/store.ts'
