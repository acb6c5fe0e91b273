import { VERSIONS } from '../../src/mcp/versions.ts'
import { errorResponses, headersOf, parameters } from './responses.ts'

const ID = { type: ['string', 'integer'] }

/** A request of the current revision, which says for itself who sends it. */
const REQUEST = {
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: {
    name: 'list-products',
    arguments: { limit: 3 },
    _meta: {
      'io.modelcontextprotocol/protocolVersion': VERSIONS[0],
      'io.modelcontextprotocol/clientInfo': { name: 'my-agent', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
}

const ANSWER = {
  jsonrpc: '2.0',
  id: 1,
  result: {
    resultType: 'complete',
    content: [{ type: 'text', text: '{"object":"list","data":[],"has_more":false,"url":"/v1/products"}' }],
    isError: false,
    structuredContent: { object: 'list', data: [], has_more: false, url: '/v1/products' },
  },
}

/** Schemas that the path below refers to. */
export const MCP_SCHEMAS = {
  McpRequest: {
    type: 'object',
    description: 'A message of JSON-RPC: a request or, without an id, a notification.',
    properties: {
      jsonrpc: { type: 'string', const: '2.0' },
      id: ID,
      method: { type: 'string', examples: ['server/discover', 'initialize', 'tools/list', 'tools/call'] },
      params: { type: 'object', additionalProperties: true },
    },
    required: ['jsonrpc', 'method'],
  },
  McpResponse: {
    type: 'object',
    description: 'The response to a request: its result, or what is wrong with it.',
    properties: {
      jsonrpc: { type: 'string', const: '2.0' },
      id: ID,
      result: { type: 'object', additionalProperties: true },
      error: {
        type: 'object',
        properties: {
          code: { type: 'integer', examples: [-32602] },
          message: { type: 'string' },
          data: { type: 'object', additionalProperties: true },
        },
        required: ['code', 'message'],
      },
    },
    required: ['jsonrpc'],
  },
}

const response = { $ref: '#/components/schemas/McpResponse' }

function answer(description: string, example: object) {
  return {
    description,
    headers: headersOf('X-Request-Id'),
    content: { 'application/json': { schema: response, example } },
  }
}

function header(name: string, description: string, schema: object = { type: 'string' }) {
  return { name, in: 'header', description, schema }
}

/** The path of the Model Context Protocol. */
export const MCP = {
  '/mcp': {
    post: {
      operationId: 'callMcp',
      summary: 'The Model Context Protocol, for agents',
      description: `Every action that the credential may run, as a tool. Without sessions and streams: each request stands by itself, and its answer is one JSON object. Revisions: ${VERSIONS.join(', ')}; 2025-03-26 also takes an array of messages. See docs/agents.md.`,
      tags: ['Service'],
      externalDocs: {
        description: 'The specification',
        url: `https://modelcontextprotocol.io/specification/${VERSIONS[0]}`,
      },
      parameters: [
        {
          name: 'tools',
          in: 'query',
          description: 'search: two tools, search-actions and run-action, instead of one for each action.',
          schema: { type: 'string', enum: ['search'] },
        },
        header('MCP-Protocol-Version', 'The revision of the protocol.', { type: 'string', enum: VERSIONS }),
        header('Mcp-Method', `The method of the body; the revision ${VERSIONS[0]} needs it.`),
        header('Mcp-Name', `params.name of the body; the revision ${VERSIONS[0]} needs it for tools/call.`),
        ...parameters('IdempotencyKey', 'StripeAccount', 'RequestId'),
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/McpRequest' }, example: REQUEST } },
      },
      responses: {
        200: answer('The response. A tool that fails has a result with "isError": true.', ANSWER),
        202: { description: 'A notification was taken.', headers: headersOf('X-Request-Id') },
        400: answer('The message is none, or its headers and its body differ.', {
          jsonrpc: '2.0',
          id: 1,
          error: { code: -32020, message: 'The header Mcp-Method differs from the method of the body.' },
        }),
        ...errorResponses([401, 403]),
        404: answer('The revision has no such method.', {
          jsonrpc: '2.0',
          id: 1,
          error: { code: -32601, message: 'There is no method "tools/run" in this revision of the protocol.' },
        }),
        ...errorResponses([405, 413, 415, 429, 500]),
      },
    },
  },
}
