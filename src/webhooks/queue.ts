import type { Bindings } from '../config/bindings.ts'
import type { QueueMessage } from './model.ts'

/** Messages that a queue takes at once ({@link https://developers.cloudflare.com/queues/platform/limits/}). */
export const BATCH_SIZE = 100

/** Messages of one caller, who waits to hear whether the queue took them. */
interface Unsent {
  readonly messages: readonly QueueMessage[]
  resolve(sent: boolean): void
}

/** Sends messages to the queue. Those that come while it is busy go together: one call costs as much as many. */
export class QueueSender {
  readonly #queue: Bindings['WEBHOOK_QUEUE']
  /** Messages that wait for the queue, and whether a loop is sending them. */
  readonly #unsent: Unsent[] = []
  #sending = false

  constructor(queue: Bindings['WEBHOOK_QUEUE']) {
    this.#queue = queue
  }

  /** Sends messages, and says whether the queue took them. */
  send(messages: readonly QueueMessage[]): Promise<boolean> {
    const parts: Promise<boolean>[] = []
    for (let at = 0; at < messages.length; at += BATCH_SIZE) {
      const part = messages.slice(at, at + BATCH_SIZE)
      const { promise, resolve } = Promise.withResolvers<boolean>()
      this.#unsent.push({ messages: part, resolve })
      parts.push(promise)
    }
    if (!this.#sending) void this.#flush()
    return Promise.all(parts).then((sent) => sent.every(Boolean))
  }

  async #flush() {
    this.#sending = true
    while (this.#unsent.length > 0) {
      const group: Unsent[] = []
      let count = 0
      for (let next = this.#unsent[0]; next && count + next.messages.length <= BATCH_SIZE; next = this.#unsent[0]) {
        group.push(next)
        count += next.messages.length
        this.#unsent.shift()
      }
      const sent = await this.#sendBatch(group.flatMap(({ messages }) => messages))
      for (const { resolve } of group) resolve(sent)
    }
    this.#sending = false
  }

  async #sendBatch(messages: readonly QueueMessage[]): Promise<boolean> {
    try {
      await this.#queue?.sendBatch(messages.map((body) => ({ body, contentType: 'json' })))
      return this.#queue !== undefined
    } catch (error) {
      console.error(
        JSON.stringify({ webhooks: 'the queue failed', error: error instanceof Error ? error.name : 'Error' }),
      )
      return false
    }
  }
}
