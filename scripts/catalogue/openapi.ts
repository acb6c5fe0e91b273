import type { Catalogue, CatalogueAction, Schema } from '../../src/action/catalogue.ts'
import { ANY_OBJECT, Answers, objectsOf } from './answers.ts'
import { MCP, MCP_SCHEMAS } from './mcp.ts'
import {
  ERROR_SCHEMA,
  ERRORS_OF_CALLS,
  errorComponents,
  errorResponses,
  HEADERS,
  headersOf,
  PARAMETERS,
  parameters,
} from './responses.ts'
import { WEBHOOK_SCHEMAS, webhookPaths } from './webhooks.ts'

const NAME = 'Stripe Actions'

/** `create-product` as `createProduct`. */
function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function requestSchemaOf({ inputs }: CatalogueAction): Schema {
  const required = inputs.filter((input) => input.required).map(({ name }) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(
      inputs.map(({ name, display_key, description, restriction, example, schema }) => [
        name,
        {
          title: display_key,
          description: restriction === null ? `${description}.` : `${description}. (${restriction})`,
          ...(example !== undefined && { examples: [example] }),
          ...schema,
        },
      ]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

const EFFECTS = {
  read: 'Changes nothing; takes GET with a query string as well.',
  write: 'Changes something at Stripe.',
  destructive: 'Cannot be undone.',
}

/** Whether its calls name Stripe's endpoint themselves, so that they may answer any object. */
function isOpen({ endpoint }: CatalogueAction): boolean {
  return endpoint.startsWith('{')
}

function operationOf(action: CatalogueAction, answers: Answers) {
  const { name, summary, description, resource, effect, destructive_with, endpoint, docs } = action
  const unless = destructive_with === undefined ? '' : ` With ${destructive_with}, a call cannot be undone.`
  return {
    operationId: camelCase(name),
    summary,
    description: `${description}\n\nEffect: ${effect}. ${EFFECTS[effect]}${unless}\n\nStripe's endpoint: \`${endpoint}\``,
    tags: [resource],
    externalDocs: { description: "Stripe's reference", url: docs },
    parameters: parameters(...(effect === 'read' ? [] : (['IdempotencyKey'] as const)), 'StripeAccount', 'RequestId'),
    requestBody: {
      required: action.inputs.some(({ required }) => required),
      content: { 'application/json': { schema: requestSchemaOf(action), example: action.example_input } },
    },
    responses: {
      200: {
        description: "Stripe's answer, unchanged.",
        headers: headersOf('X-Request-Id', 'Stripe-Request-Id', 'Idempotent-Replayed', 'Server-Timing'),
        content: {
          'application/json': { schema: isOpen(action) ? ANY_OBJECT : answers.schemaOf(action.example_answer) },
        },
      },
      ...errorResponses(ERRORS_OF_CALLS),
    },
  }
}

const CATALOGUE_SCHEMA: Schema = {
  type: 'object',
  properties: {
    actions: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          summary: { type: 'string' },
          description: { type: 'string' },
          resource: { type: 'string' },
          weweb: { type: 'boolean', description: "Whether it is one of WeWeb's own." },
          synonyms: {
            type: 'array',
            items: { type: 'string' },
            description: 'Other words by which people look for it.',
          },
          effect: { type: 'string', enum: Object.keys(EFFECTS) },
          destructive_with: {
            type: 'string',
            description: 'The input that makes a call destructive where it is true.',
          },
          endpoint: { type: 'string', description: "Method and path of Stripe's endpoint." },
          docs: { type: 'string', description: "The endpoint's page in Stripe's reference." },
          runnable: { type: 'boolean', description: 'Whether the key that asked may run it.' },
          inputs: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                name: { type: 'string' },
                display_key: { type: 'string', description: 'The name as words.' },
                type: { type: 'string', enum: ['string', 'integer', 'number', 'boolean', 'object', 'array'] },
                required: { type: 'boolean' },
                additional: {
                  type: 'boolean',
                  description: "Whether it is one of Stripe's parameters that the action does not describe itself.",
                },
                refers_to: {
                  type: 'object',
                  description: 'The kind of object whose ID it is, and what such IDs begin with.',
                  properties: { kind: { type: 'string' }, prefix: { type: 'string' } },
                  required: ['kind', 'prefix'],
                },
                clearable: { type: 'boolean', description: 'Whether null clears the field at Stripe.' },
                description: { type: 'string' },
                example: { description: 'A value that it takes.' },
                restriction: { type: ['string', 'null'] },
                schema: { type: 'object', description: 'Its JSON Schema.', additionalProperties: true },
              },
              required: [
                'name',
                'display_key',
                'type',
                'required',
                'additional',
                'clearable',
                'description',
                'restriction',
                'schema',
              ],
            },
          },
          example_input: {
            type: 'object',
            description: 'The fewest inputs that make a call.',
            additionalProperties: true,
          },
          example_answer: { type: 'object', description: 'An answer, shortened.', additionalProperties: true },
        },
        required: ['name', 'summary', 'resource', 'effect', 'endpoint', 'docs', 'runnable', 'inputs'],
      },
    },
  },
  required: ['actions'],
}

const SERVICE = {
  '/actions': {
    get: {
      operationId: 'getCatalogue',
      summary: 'The catalogue of all actions',
      description: 'Every action with its inputs. With a key, those that it may run are marked runnable.',
      tags: ['Service'],
      security: [{}, { key: [] }],
      responses: {
        200: {
          description: 'The catalogue.',
          headers: headersOf('X-Request-Id'),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Catalogue' } } },
        },
        ...errorResponses([401, 405, 429, 500]),
      },
    },
  },
  '/health': {
    get: {
      operationId: 'getHealth',
      summary: 'The state of the configuration',
      description: 'Names what is missing, never a value. Calls nobody.',
      tags: ['Service'],
      security: [],
      responses: {
        200: {
          description: 'The configuration is complete.',
          headers: headersOf('X-Request-Id'),
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  status: { type: 'string', const: 'ok' },
                  mode: { type: 'string', enum: ['test', 'live'], description: 'Whether real money moves.' },
                },
                required: ['status', 'mode'],
              },
              example: { status: 'ok', mode: 'test' },
            },
          },
        },
        ...errorResponses([405, 503]),
      },
    },
  },
}

const DESCRIPTION = `Stripe as actions for no-code builders: each is one POST with a JSON object.

Every action answers Stripe's own object, unchanged. Numbers, booleans, objects and arrays may also be sent as text
(\`"10"\`, \`"true"\`), an empty string is an input that was left empty, and \`null\` in an update clears the field.
A reading action takes \`GET\` with its inputs in the query string as well.`

/** The OpenAPI 3.1 document of some actions and of the service around them. */
export function openapiOf(
  { actions, shapes }: Catalogue,
  { version, apiVersion }: { version: string; apiVersion: string },
) {
  const known = actions.filter((action) => !isOpen(action))
  const answers = new Answers(objectsOf(known.map(({ example_answer }) => example_answer)))
  return {
    openapi: '3.1.1',
    info: {
      title: NAME,
      version,
      summary: `Version ${apiVersion} of Stripe's API`,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: '/', description: 'The Worker that served this document' },
      { url: 'http://127.0.0.1:8787', description: 'What npm start serves' },
    ],
    security: [{ key: [] }],
    tags: [
      ...[...new Set(actions.map(({ resource }) => resource))].map((name) => ({
        name,
        description: `Actions on Stripe's ${name} objects.`,
      })),
      { name: 'Service', description: 'The Worker itself.' },
      { name: 'Webhooks', description: 'Events of Stripe, on their way to destinations.' },
    ],
    paths: {
      ...Object.fromEntries(
        actions.map((action) => [`/actions/${action.name}`, { post: operationOf(action, answers) }]),
      ),
      ...SERVICE,
      ...MCP,
      ...webhookPaths(),
    },
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A key of the Worker, not of Stripe; or the token of an end user, where ACCESS_POLICY takes any.',
        },
      },
      parameters: PARAMETERS,
      headers: Object.fromEntries(
        Object.entries(HEADERS).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
      ),
      responses: errorComponents(),
      schemas: {
        Error: ERROR_SCHEMA,
        Catalogue: CATALOGUE_SCHEMA,
        ...MCP_SCHEMAS,
        ...WEBHOOK_SCHEMAS,
        ...answers.components(),
        ...shapes,
      },
    },
  }
}
