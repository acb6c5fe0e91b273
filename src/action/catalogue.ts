import type { Format, ObjectCondition } from './fields.ts'

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it: the keywords that are used here. */
export interface Schema {
  type?: string | string[]
  /** A time in seconds since 1970, an amount in the smallest unit of its currency, or a currency. */
  format?: Format
  /** The kind of object whose ID it is, by Stripe's name. */
  'x-refers-to'?: string
  /** Values that fields of the object must have, so that a call can succeed. */
  'x-where'?: ObjectCondition
  /** The properties that most callers need. */
  'x-common'?: string[]
  description?: string
  examples?: unknown[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  $ref?: string
}

/** An input as the catalogue describes it. */
export interface CatalogueInput {
  name: string
  /** Its name as words, such as "Product ID". */
  display_key: string
  type: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array'
  required: boolean
  /** Whether it is one of Stripe's parameters that the action does not describe itself. */
  additional: boolean
  /** The kind of object whose ID it is, by Stripe's name (`payment_intent`), and what such IDs begin with (`pi_`). */
  refers_to?: { kind: string; prefix: string }
  /** `null` clears the field at Stripe. */
  clearable: boolean
  description: string
  /** Left out for an additional one. */
  example?: unknown
  restriction: string | null
  schema: Schema
}

/** An action as the catalogue describes it. */
export interface CatalogueAction {
  name: string
  summary: string
  description: string
  resource: string
  /** Whether it is one of WeWeb's own. */
  weweb: boolean
  /** Other words by which people look for it. */
  synonyms: string[]
  effect: 'read' | 'write' | 'destructive'
  /** The input that makes a call destructive where it is true, such as `confirm`. */
  destructive_with?: string
  /** Method and path of Stripe's endpoint (`{method} {path}` where inputs say so), and its page in Stripe's reference. */
  endpoint: string
  docs: string
  /** Whether the key that asked may run it. */
  runnable: boolean
  inputs: CatalogueInput[]
  /** The fewest inputs that make a call. */
  example_input: Record<string, unknown>
  /** An answer, shortened. */
  example_answer: Readonly<Record<string, unknown>>
}

/** What `GET /actions` answers. */
export interface Catalogue {
  actions: CatalogueAction[]
  /** Schemas that those of inputs refer to, as `#/shapes/{name}`. */
  shapes: Record<string, Schema>
}

/** A tool as `public/tools.json` has it. */
export interface KnownTool extends Tool {
  /** Other words by which people look for it, which no client is sent. */
  readonly synonyms: readonly string[]
}

/** An action as a tool of the Model Context Protocol ({@link https://modelcontextprotocol.io/specification/2026-07-28/server/tools#tool}). */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly inputSchema: Schema
  readonly outputSchema: Schema
  readonly annotations: {
    readonly readOnlyHint: boolean
    readonly destructiveHint: boolean
    readonly idempotentHint: boolean
    readonly openWorldHint: boolean
  }
}
