import { KINDS, STATES } from '../../src/webhooks/states.ts'
import { errorResponses, headersOf } from './responses.ts'

const DELIVERY = {
  type: 'object',
  properties: {
    destination: { type: 'string' },
    state: {
      type: 'string',
      enum: STATES,
      description:
        'superseded: a newer event of the same object was delivered before; dead: given up after three days.',
    },
    attempts: { type: 'integer' },
    status: { type: ['integer', 'null'], description: "Of the destination's last answer." },
    duration_ms: { type: ['integer', 'null'] },
    error: { type: ['string', 'null'] },
    last_attempt: { type: ['integer', 'null'], description: 'Unix timestamp.' },
    next_attempt: { type: ['integer', 'null'], description: 'Unix timestamp.' },
  },
  required: ['destination', 'state', 'attempts', 'status', 'duration_ms', 'error', 'last_attempt', 'next_attempt'],
}

const DELIVERED = {
  destination: 'orders',
  state: 'delivered',
  attempts: 1,
  status: 200,
  duration_ms: 84,
  error: null,
  last_attempt: 1767225601,
  next_attempt: null,
}

const EXAMPLE = {
  id: 'evt_123',
  object: 'event',
  kind: 'snapshot',
  type: 'checkout.session.completed',
  created: 1767225600,
  received: 1767225600,
  account: null,
  related_object: 'cs_test_123',
  deliveries: [DELIVERED],
}

const TRIED = {
  attempt: 1,
  at: 1767225601,
  status: 200,
  duration_ms: 84,
  error: null,
  response: 'ok',
}

const TRY = {
  type: 'object',
  properties: {
    attempt: { type: 'integer', description: '1 for the first since the delivery was made or repeated.' },
    at: { type: 'integer', description: 'Unix timestamp.' },
    status: { type: ['integer', 'null'] },
    duration_ms: { type: 'integer' },
    error: { type: ['string', 'null'] },
    response: {
      type: ['string', 'null'],
      description: "The first 2 KiB of the destination's answer, without secrets.",
    },
  },
  required: Object.keys(TRIED),
}

const HEALTH = {
  pending: 0,
  dead: 1,
  delivered: 98,
  failed: 1,
  last_attempt: 1767225601,
  last_status: 200,
  last_error: null,
}

const DESTINATION = {
  name: 'orders',
  types: ['checkout.session.*'],
  ordered: false,
  enrichments: [{ as: 'session', action: 'retrieve-checkout-session' }],
  health: HEALTH,
}

const EVENT = {
  type: 'object',
  description: 'An event that was received, without what it holds.',
  properties: {
    id: { type: 'string' },
    object: { type: 'string', const: 'event' },
    kind: {
      type: 'string',
      enum: KINDS,
      description: 'thin: Stripe sent only the names of the event and its object.',
    },
    type: { type: 'string' },
    created: { type: 'integer', description: 'Unix timestamp, by Stripe.' },
    received: { type: 'integer', description: 'Unix timestamp.' },
    account: { type: ['string', 'null'], description: 'The connected account that it comes from.' },
    related_object: { type: ['string', 'null'], description: 'ID of the object that it is about.' },
    deliveries: { type: 'array', items: DELIVERY },
  },
  required: Object.keys(EXAMPLE),
}

/** Schemas that the paths below refer to. */
export const WEBHOOK_SCHEMAS = {
  WebhookEvent: EVENT,
  WebhookEventDetails: {
    ...EVENT,
    description: 'An event with every attempt of its deliveries.',
    properties: {
      ...EVENT.properties,
      deliveries: {
        type: 'array',
        items: {
          ...DELIVERY,
          properties: {
            ...DELIVERY.properties,
            tries: { type: 'array', description: 'The last one first, 50 at most.', items: TRY },
            attachments: {
              type: ['object', 'null'],
              description: 'What the last attempt attached, if it is not over 64 KiB.',
              additionalProperties: true,
            },
          },
          required: [...DELIVERY.required, 'tries'],
        },
      },
      payload: { type: 'object', description: 'The event as Stripe sent it.', additionalProperties: true },
    },
  },
  WebhookDestination: {
    type: 'object',
    description: 'A destination, without its address and secrets.',
    properties: {
      name: { type: 'string' },
      types: { type: 'array', items: { type: 'string' } },
      ordered: { type: 'boolean' },
      enrichments: {
        type: 'array',
        items: {
          type: 'object',
          properties: { as: { type: 'string' }, action: { type: 'string' } },
          required: ['as', 'action'],
        },
      },
      health: {
        type: 'object',
        properties: {
          pending: { type: 'integer', description: 'Deliveries that wait, or will be tried again.' },
          dead: { type: 'integer', description: 'Deliveries that were given up.' },
          delivered: { type: 'integer', description: 'Of the last 100 events.' },
          failed: { type: 'integer', description: 'Of the last 100 events: those whose last attempt failed.' },
          last_attempt: { type: ['integer', 'null'], description: 'Unix timestamp.' },
          last_status: { type: ['integer', 'null'] },
          last_error: { type: ['string', 'null'] },
        },
        required: Object.keys(HEALTH),
      },
    },
    required: Object.keys(DESTINATION),
  },
}

const event = { $ref: '#/components/schemas/WebhookEvent' }

function answer(description: string, schema: object, example: object) {
  return {
    description,
    headers: headersOf('X-Request-Id'),
    content: { 'application/json': { schema, example } },
  }
}

function query(name: string, description: string, schema: object) {
  return { name, in: 'query', description, schema }
}

function inPath(name: string, description: string, example: string) {
  return { name, in: 'path', required: true, description, schema: { type: 'string' }, example }
}

/** The paths of webhooks. */
export function webhookPaths() {
  return {
    '/webhooks/stripe': {
      post: {
        operationId: 'receiveEvent',
        summary: 'Take an event from Stripe',
        description:
          'Called by Stripe only: the signature is checked on the bytes of the body. 200 means stored and queued.',
        tags: ['Webhooks'],
        security: [],
        parameters: [
          {
            name: 'Stripe-Signature',
            in: 'header',
            required: true,
            description: 'https://docs.stripe.com/webhooks/signature',
            schema: { type: 'string' },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', description: 'An event of Stripe.', additionalProperties: true },
            },
          },
        },
        responses: {
          200: answer(
            'The event is stored and queued, or was before; or it is ignored, as one of a connected account in the other mode.',
            {
              type: 'object',
              properties: {
                received: { type: 'boolean', const: true },
                repeated: { type: 'boolean' },
                ignored: { type: 'boolean', const: true },
              },
              required: ['received'],
            },
            { received: true, repeated: false },
          ),
          ...errorResponses([400, 405, 413, 500, 503]),
        },
      },
    },
    '/webhooks/events': {
      get: {
        operationId: 'listWebhookEvents',
        summary: 'List received events with their deliveries',
        description: 'The last 30 days, newest first. Needs a key whose entry allows webhooks:read.',
        tags: ['Webhooks'],
        parameters: [
          query('type', 'A type of events or a pattern.', { type: 'string', examples: ['invoice.*'] }),
          query('object', 'ID of the object that events are about.', { type: 'string', examples: ['in_123'] }),
          query('state', 'State of a delivery.', { type: 'string', enum: STATES }),
          query('limit', 'Events to answer.', { type: 'integer', minimum: 1, maximum: 100, default: 10 }),
          query('starting_after', 'ID of the event that the page before ended with.', { type: 'string' }),
        ],
        responses: {
          200: answer(
            'A page of events.',
            {
              type: 'object',
              properties: {
                object: { type: 'string', const: 'list' },
                url: { type: 'string' },
                has_more: { type: 'boolean' },
                data: { type: 'array', items: event },
              },
              required: ['object', 'url', 'has_more', 'data'],
            },
            { object: 'list', url: '/webhooks/events', has_more: false, data: [EXAMPLE] },
          ),
          ...errorResponses([400, 401, 403, 405, 429, 500]),
        },
      },
    },
    '/webhooks/events/{id}': {
      get: {
        operationId: 'getWebhookEvent',
        summary: 'Look at an event, with every attempt of its deliveries',
        description:
          'Needs a key whose entry allows webhooks:read. What the event holds and what was attached to it is for one that also allows webhooks:payloads. Secrets are hidden.',
        tags: ['Webhooks'],
        parameters: [inPath('id', 'ID of the event.', 'evt_123')],
        responses: {
          200: answer(
            'The event.',
            { $ref: '#/components/schemas/WebhookEventDetails' },
            {
              ...EXAMPLE,
              deliveries: [{ ...DELIVERED, tries: [TRIED], attachments: { session: { id: 'cs_test_123' } } }],
              payload: { id: 'evt_123', object: 'event', type: 'checkout.session.completed' },
            },
          ),
          ...errorResponses([401, 403, 404, 405, 429, 500]),
        },
      },
    },
    '/webhooks/destinations': {
      get: {
        operationId: 'listWebhookDestinations',
        summary: 'List destinations, and how each is doing',
        description: 'Without addresses and secrets. Needs a key whose entry allows webhooks:read.',
        tags: ['Webhooks'],
        responses: {
          200: answer(
            'The destinations.',
            {
              type: 'object',
              properties: {
                object: { type: 'string', const: 'list' },
                url: { type: 'string' },
                has_more: { type: 'boolean', const: false },
                data: { type: 'array', items: { $ref: '#/components/schemas/WebhookDestination' } },
              },
              required: ['object', 'url', 'has_more', 'data'],
            },
            { object: 'list', url: '/webhooks/destinations', has_more: false, data: [DESTINATION] },
          ),
          ...errorResponses([401, 403, 405, 429, 500]),
        },
      },
    },
    '/webhooks/destinations/{name}/test': {
      post: {
        operationId: 'testDestination',
        summary: 'Send a test event to a destination',
        description:
          'An event of the type stripe_actions.test, signed like any other; its delivery says "test": true. Needs a key whose entry allows webhooks:write.',
        tags: ['Webhooks'],
        parameters: [inPath('name', 'Name of the destination.', 'orders')],
        responses: {
          200: answer('The event, whose delivery is pending.', event, {
            ...EXAMPLE,
            id: 'evt_test_123',
            type: 'stripe_actions.test',
            related_object: null,
            deliveries: [{ ...DELIVERED, state: 'pending', attempts: 0, status: null, last_attempt: null }],
          }),
          ...errorResponses([401, 403, 404, 405, 429, 500, 503]),
        },
      },
    },
    '/webhooks/events/{id}/redeliver': {
      post: {
        operationId: 'redeliverEvent',
        summary: 'Deliver an event again',
        description: 'To where its type goes, or to one destination. Needs a key whose entry allows webhooks:write.',
        tags: ['Webhooks'],
        parameters: [inPath('id', 'ID of the event.', 'evt_123')],
        requestBody: {
          required: false,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { destination: { type: 'string' } },
                additionalProperties: false,
              },
              example: { destination: 'orders' },
            },
          },
        },
        responses: {
          200: answer('The event, whose deliveries are pending now.', event, {
            ...EXAMPLE,
            deliveries: [{ ...DELIVERED, state: 'pending', attempts: 0, next_attempt: 1767229200 }],
          }),
          ...errorResponses([400, 401, 403, 404, 405, 413, 415, 429, 500, 503]),
        },
      },
    },
    '/webhooks/destinations/{name}/redeliver': {
      post: {
        operationId: 'redeliverDead',
        summary: 'Deliver all dead letters of a destination again',
        description: 'At most 1,000 at once. Needs a key whose entry allows webhooks:write.',
        tags: ['Webhooks'],
        parameters: [inPath('name', 'Name of the destination.', 'orders')],
        responses: {
          200: answer(
            'How many were queued.',
            {
              type: 'object',
              properties: {
                destination: { type: 'string' },
                redelivered: { type: 'integer' },
                has_more: { type: 'boolean', description: 'Whether there are more: call it again.' },
              },
              required: ['destination', 'redelivered', 'has_more'],
            },
            { destination: 'orders', redelivered: 3, has_more: false },
          ),
          ...errorResponses([401, 403, 404, 405, 429, 500, 503]),
        },
      },
    },
  }
}
