import { type ClientOptions, call } from './call.ts'
import type { Client } from './generated/actions.ts'
import { CHANGES, LISTS, READS } from './generated/names.ts'
import { listOf, type Page } from './list.ts'
import type { CallOptions } from './types.ts'

type Method = (input?: Readonly<Record<string, unknown>>, options?: CallOptions) => unknown

/** The method of an action: `listInvoices` of `list-invoices`. */
const methodNameOf = (action: string) => action.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/**
 * Sound: the names of the methods and their types are generated from the same declarations, and the Worker answers what
 * Stripe answers.
 */
const typed = <T>(value: unknown) => value as T

/**
 * A client of a Worker that runs Stripe Actions, with one method for each action.
 *
 * @throws {TypeError} when `url` is not a URL.
 */
export function createClient(options: ClientOptions): Client {
  new URL(options.url)
  const methods: Record<string, Method> = {}
  for (const action of READS) {
    methods[methodNameOf(action)] = (input = {}, more) => call(action, input, false, options, more)
  }
  for (const action of CHANGES) {
    methods[methodNameOf(action)] = (input = {}, more) => call(action, input, true, options, more)
  }
  for (const action of LISTS) {
    const read = (more?: CallOptions) => (page: object) =>
      typed<Promise<Page>>(call(action, page, false, options, more))
    methods[methodNameOf(action)] = (input = {}, more) => listOf(read(more), input)
  }
  return typed(methods)
}
