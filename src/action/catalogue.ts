import type { Format, Kind, ObjectCondition } from './fields.ts'

/** A JSON Schema (draft 2020-12, as in OpenAPI 3.1), with the keywords that are used here. */
export interface Schema {
  type?: string | string[]
  /** A time in seconds since 1970, an amount in the smallest unit of its currency, or a currency. */
  format?: Format
  /** For an ID: the kind of object, by Stripe's name. */
  'x-refers-to'?: string
  /** Values that the object's fields must have for a call to succeed. */
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
  /** The display name, such as "Product ID". */
  display_key: string
  type: Kind
  required: boolean
  /** Whether it is one of Stripe's other parameters, which the action does not declare. */
  additional: boolean
  /** For an ID: the kind of object, by Stripe's name (`payment_intent`), and the prefix of its IDs (`pi_`). */
  refers_to?: { kind: string; prefix: string }
  /** `null` clears the field at Stripe. */
  clearable: boolean
  description: string
  /** Omitted for an additional input. */
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
  /** Whether it is one of WeWeb's own actions. */
  weweb: boolean
  /** Other words that people search for. */
  synonyms: string[]
  effect: 'read' | 'write' | 'destructive'
  /** The input that makes a call destructive when it is true, such as `confirm`. */
  destructive_with?: string
  /** Method and path of Stripe's endpoint (`{method} {path}` where inputs say so), and its page in Stripe's reference. */
  endpoint: string
  docs: string
  /** Whether the key that sent the request may run it. */
  runnable: boolean
  inputs: CatalogueInput[]
  /** A minimal valid input. */
  example_input: Record<string, unknown>
  /** A shortened response. */
  example_answer: Readonly<Record<string, unknown>>
}

/** The response of `GET /actions`. */
export interface Catalogue {
  actions: CatalogueAction[]
  /** Shared schemas that the inputs' schemas refer to, as `#/shapes/{name}`. */
  shapes: Record<string, Schema>
}

/** A tool in `public/tools.json`. */
export interface KnownTool extends Tool {
  /** Other words that people search for; not sent to clients. */
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
