import type { CatalogueAction } from '../src/action/catalogue.ts'

/** What was typed and cannot be read yet: it is kept as it is, and nothing is sent until it can be. */
export class Unread {
  readonly text: string
  /** What is wrong with it. */
  readonly problem: string

  constructor(text: string, problem: string) {
    this.text = text
    this.problem = problem
  }

  toJSON(): string {
    return this.text
  }
}

/**
 * What a form holds: the value of each input as it is sent, null for a field to be cleared at Stripe, or `Unread`, which
 * may lie at any depth.
 */
export type Draft = Readonly<Record<string, unknown>>

/** Whether a value would be left out of a call. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}

/** Whether something in a value cannot be read yet. */
export function isUnread(value: unknown): boolean {
  if (value instanceof Unread) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(isUnread)
}

/** The body of the call that a form describes: inputs that were left empty are left out. */
export function bodyOf({ inputs }: CatalogueAction, draft: Draft): Record<string, unknown> {
  const given = inputs.filter(({ name }) => !isEmpty(draft[name]))
  return Object.fromEntries(given.map(({ name }) => [name, draft[name]]))
}

/** A value with a part of it replaced: at `line_items[0].price`, for instance. */
export function withPart(value: unknown, path: string, part: unknown): unknown {
  const [, name, rest = ''] = /^[.[]?([^.[\]]+)\]?(.*)$/.exec(path) ?? []
  if (name === undefined) return part
  if (Array.isArray(value)) return value.map((one, index) => (index === Number(name) ? withPart(one, rest, part) : one))
  const held = typeof value === 'object' && value !== null ? (value as Draft) : {}
  return { ...held, [name]: withPart(held[name], rest, part) }
}
