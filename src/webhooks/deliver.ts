import type { Caller } from '../access/caller.ts'
import type { Action } from '../action/define.ts'
import type { Bindings } from '../config/bindings.ts'
import { ActionError } from '../errors.ts'
import { callTimeout, readConfig, readWebhooks, type WebhookConfig } from '../read-config.ts'
import { readInputs } from '../run/inputs.ts'
import { runAction } from '../run/run-action.ts'
import { StripeSession } from '../stripe/session.ts'
import type { Destination, Enrichment } from './destinations.ts'
import { fillInput, MissingValue } from './enrichment-input.ts'
import type { Claim, Outcome, QueueMessage } from './model.ts'
import { hideSecrets, secretsOf } from './secrets.ts'
import { storeOf } from './store-client.ts'
import { TEST_TYPE } from './test-event.ts'
import { eventContent, optionsOf, type RetrievedEvent, retrieve } from './thin.ts'

/** Time limit of a destination's response in milliseconds, up to the last byte that is read. */
const TIMEOUT_MS = 15_000
/** Maximum bytes of a response that are read. */
const ANSWER_LIMIT = 64 * 1024
/** Maximum bytes of a response that are stored. */
const RESPONSE_KEPT = 2 * 1024
/** Maximum characters of attachments that are stored. */
const ATTACHMENTS_KEPT = 64 * 1024
/** Milliseconds that an attempt may take beside its calls. */
const LEEWAY_MS = 5_000
/** Seconds until a message comes again that could not be looked at. */
const RETRY_S = 10
/** Attempts at once: a Worker's connections ({@link https://developers.cloudflare.com/workers/platform/limits/}). */
const CONCURRENT = 5
/** Arrivals of one message after which it is left to the store's alarm: a queue gives it up after 100. */
const ARRIVALS = 50

/** Whom enrichments are run for. */
const CALLER: Caller = {
  name: 'webhooks',
  who: 'A webhook',
  allows: () => true,
  connect: true,
  extraParams: false,
  anyEndpoint: false,
  limiter: 'RATE_LIMIT_KEYS',
  counted: 'webhooks',
}

const encoder = new TextEncoder()

/** The JSON text of an enrichment's answer; `null` when the event names no object for it. */
async function enrich(
  { action, input: given }: Enrichment,
  env: Bindings,
  actions: readonly Action[],
  account: string | null,
  content: unknown,
) {
  let filled: unknown
  try {
    filled = fillInput(given, content)
  } catch (error) {
    if (error instanceof MissingValue) return 'null'
    throw error
  }
  const config = readConfig(env, actions)
  const input = readInputs(filled, action, { grant: undefined, isLive: config.mode === 'live' })
  const session = new StripeSession(config, optionsOf(account))
  const admitted = { caller: CALLER, grant: undefined, action, retrievers: () => new Map() }
  return (await runAction(admitted, input, session, true)).text
}

/**
 * The body that a destination gets: the event as Stripe has it, and what was attached to it.
 *
 * @param attachments JSON text of an object.
 */
function bodyOf(
  { event: { type, created, kind }, attempt }: Claim,
  { event, object }: RetrievedEvent,
  attachments: string,
): string {
  const timestamp = new Date(created * 1000).toISOString()
  const about = kind === 'thin' ? `"object":${object},` : ''
  const test = type === TEST_TYPE ? '"test":true,' : ''
  return `{"type":${JSON.stringify(type)},"timestamp":"${timestamp}","attempt":${attempt},"kind":"${kind}",${test}"event":${event},${about}"attachments":${attachments}}`
}

/**
 * Headers of the Standard Webhooks specification ({@link https://www.standardwebhooks.com}). The runtime's own HMAC is
 * used: the specification's library brings one in JavaScript, which would need 20 ms for a body of 1 MiB.
 */
async function signedHeaders(id: string, body: string, secrets: readonly string[]): Promise<Record<string, string>> {
  const timestamp = Math.floor(Date.now() / 1000)
  const signed = encoder.encode(`${id}.${timestamp}.${body}`)
  const signatures = secrets.map(async (secret) => {
    const bytes = Uint8Array.fromBase64(secret.slice('whsec_'.length))
    const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    return `v1,${new Uint8Array(await crypto.subtle.sign('HMAC', key, signed)).toBase64()}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': (await Promise.all(signatures)).join(' '),
  }
}

/** The beginning of an answer, of which `limit` bytes are read. */
class Beginning {
  #text = ''
  readonly #decoder = new TextDecoder()

  async read({ body }: Response, limit: number): Promise<void> {
    let size = 0
    for await (const chunk of body ?? []) {
      if (size < RESPONSE_KEPT)
        this.#text += this.#decoder.decode(chunk.subarray(0, RESPONSE_KEPT - size), { stream: true })
      size += chunk.byteLength
      // Leaving the loop cancels the rest.
      if (size > limit) break
    }
  }

  /** What is kept of it, without secrets. */
  shown(destination: Destination): string | null {
    return this.#text === '' ? null : hideSecrets(this.#text, secretsOf(destination))
  }
}

/** Sends a delivery, once. */
async function post(destination: Destination, id: string, body: string) {
  const { url, headers, secrets } = destination
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const beginning = new Beginning()
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'user-agent': 'stripe-actions',
        // In lower case, so that one of the same name takes the place of the one above.
        ...Object.fromEntries(new Headers(headers)),
        'content-type': 'application/json',
        ...(await signedHeaders(id, body, secrets)),
      },
      body,
      // The target of a redirect has not been checked.
      redirect: 'manual',
      signal,
    })
    const { status } = response
    if (status >= 200 && status < 300) {
      await beginning.read(response, ANSWER_LIMIT)
      return { delivered: true, status, error: null, response: beginning.shown(destination) }
    }
    // The attempt has failed, whatever the rest of the body is.
    await beginning.read(response, RESPONSE_KEPT).catch(() => {})
    const isRedirect = status >= 300 && status < 400
    return {
      delivered: false,
      status,
      error: `The destination answered ${status}${isRedirect ? ': redirects are not followed' : ''}.`,
      response: beginning.shown(destination),
    }
  } catch {
    const error = signal.aborted
      ? `The destination did not answer within ${TIMEOUT_MS / 1000} seconds.`
      : 'The destination could not be reached, or broke off.'
    return { delivered: false, status: null, error, response: beginning.shown(destination) }
  }
}

/** An attempt that failed before anything was sent. */
function failure(error: unknown, what: string, started: number): Outcome {
  if (!(error instanceof ActionError)) logBug(error)
  const reason = error instanceof ActionError ? error.message : 'Something went wrong in the Worker; see its log.'
  const duration = performance.now() - started
  return { delivered: false, status: null, duration, error: `${what}: ${reason}`, response: null, attachments: null }
}

async function attempt(
  destination: Destination,
  claim: Claim,
  env: Bindings,
  actions: readonly Action[],
): Promise<Outcome> {
  const started = performance.now()
  let retrieved: RetrievedEvent = { event: claim.body, object: 'null' }
  try {
    if (claim.event.kind === 'thin') retrieved = await retrieve(claim, readConfig(env, actions))
  } catch (error) {
    return failure(error, 'The event could not be retrieved', started)
  }
  // A test's event names no object that anything could be attached for.
  const enrichments = claim.event.type === TEST_TYPE ? [] : destination.enrichments
  const content = enrichments.length > 0 ? eventContent(claim, retrieved) : undefined
  const attachments = new Map<string, string>()
  for (const enrichment of enrichments) {
    try {
      attachments.set(enrichment.as, await enrich(enrichment, env, actions, claim.event.account, content))
    } catch (error) {
      return failure(error, `The enrichment "${enrichment.as}" failed`, started)
    }
  }
  const attached = `{${[...attachments].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join()}}`
  const outcome = await post(destination, claim.event.id, bodyOf(claim, retrieved, attached))
  const kept = attachments.size > 0 && attached.length <= ATTACHMENTS_KEPT ? attached : null
  return { ...outcome, duration: performance.now() - started, attachments: kept }
}

/** One line for each attempt: only names, numbers and IDs. */
function log(line: Record<string, unknown>) {
  console.log(JSON.stringify(line))
}

// A bug's message may quote an event; the frames below it do not.
function logBug(error: unknown) {
  const stack = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : undefined
  console.error(JSON.stringify({ error: error instanceof Error ? error.name : typeof error, stack }))
}

/**
 * What the Worker does with a batch of the queue: attempts each delivery that is due, and has the queue bring it again
 * after one that failed. A message of the dead letter queue ends its delivery.
 *
 * @param actions Those that enrichments may run.
 */
export function createConsumer(actions: readonly Action[]) {
  async function consume(message: Message<QueueMessage>, env: Bindings, { destinations, delays }: WebhookConfig) {
    const store = storeOf(env)
    const { event, destination: name } = message.body
    const destination = destinations.find((one) => one.name === name)
    if (!destination) {
      await store.bury(message.body, 'This destination is no longer configured.')
      return message.ack()
    }
    const call = callTimeout(env, actions)
    const snapshot = TIMEOUT_MS + LEEWAY_MS + destination.enrichments.length * call
    const lease = { snapshot, thin: snapshot + call }
    const claim = await store.claim(message.body, lease, destination.ordered)
    if (claim === 'done') return message.ack()
    if (typeof claim === 'number') {
      if (message.attempts < ARRIVALS) message.retry({ delaySeconds: claim })
      else message.ack()
      return
    }
    const outcome = await attempt(destination, claim, env, actions)
    const next = await store.record(message.body, claim.claim, outcome, delays)
    log({
      event,
      event_type: claim.event.type,
      destination: name,
      attempt: claim.attempt,
      state: typeof next === 'number' ? 'pending' : next,
      status: outcome.status,
      duration_ms: Math.round(outcome.duration),
      retry_s: typeof next === 'number' ? next : undefined,
    })
    if (next === 'dead') await env.WEBHOOK_DEAD_LETTERS?.send({ ...message.body, dead: true }, { contentType: 'json' })
    if (typeof next === 'number' && message.attempts < ARRIVALS) message.retry({ delaySeconds: next })
    // A message that came too often is replaced by the store's alarm.
    else message.ack()
  }

  return async (batch: MessageBatch<QueueMessage>, env: Bindings): Promise<void> => {
    if (batch.queue.endsWith('-dead')) {
      for (const { body } of batch.messages) {
        // One that is dead already may have been redelivered since.
        if (!body.dead) await storeOf(env).bury(body, 'It could not be attempted: see the log of the Worker.')
        log({ event: body.event, destination: body.destination, state: 'dead' })
      }
      return
    }
    let config: WebhookConfig
    try {
      config = readWebhooks(env, actions)
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      console.error(JSON.stringify({ code: error.code, error: error.message }))
      // The store's alarm sends them again until the configuration is fixed.
      return batch.ackAll()
    }
    const waiting = [...batch.messages]
    const work = async () => {
      for (let message = waiting.shift(); message; message = waiting.shift()) {
        try {
          await consume(message, env, config)
        } catch (error) {
          logBug(error)
          message.retry({ delaySeconds: RETRY_S })
        }
      }
    }
    await Promise.all(Array.from({ length: CONCURRENT }, work))
  }
}
