import type Stripe from 'stripe'

type Scalar = string | number | boolean | bigint | null | undefined

/**
 * A type of Stripe's as JSON has it, which is what the Worker answers: decimals are strings, and there are no methods.
 * (Stripe's own SDK turns `unit_amount_decimal` and the like into objects.)
 */
export type Json<T> = unknown extends T
  ? T
  : T extends Scalar
    ? T
    : T extends Stripe.Decimal
      ? string
      : T extends readonly (infer Entry)[]
        ? Json<Entry>[]
        : { [K in keyof T as T[K] extends (...given: never[]) => unknown ? never : K]: Json<T[K]> }

/** Parameters of Stripe's as the Worker reads them: a decimal may be a string, and an empty string clears nothing. */
export type Params<T> = unknown extends T
  ? T
  : T extends Scalar
    ? Exclude<T, ''>
    : T extends Stripe.Decimal
      ? T | string
      : { [K in keyof T]: Params<T[K]> }

/** Custom key-value pairs; in an update, `null` removes a key. */
export interface Metadata {
  [key: string]: string | number | boolean | null
}

/** The first page of a list; as an iterable, everything from there on, page after page. */
export interface List<T> extends Promise<Json<Stripe.ApiList<T>>>, AsyncIterable<Json<T>> {}

/** The first page of what a search found; as an iterable, everything from there on, page after page. */
export interface Search<T> extends Promise<Json<Stripe.ApiSearchResult<T>>>, AsyncIterable<Json<T>> {}

/** What may be set for one call, or for all calls of a client. */
export interface CallOptions {
  /** Further attempts after 502, 504 or a lost connection: 2 unless set. */
  retries?: number | undefined
  /** Further request headers, such as `Stripe-Account` for a key that may act for connected accounts. */
  headers?: Readonly<Record<string, string>> | undefined
  /** Ends the call, with all its attempts. */
  signal?: AbortSignal | undefined
  /** The key under which a change is made once, up to 255 characters: a new one for each call unless set. */
  idempotencyKey?: string | undefined
}
