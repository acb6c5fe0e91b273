import type { Action } from '../action/define.ts'
import { positionOf } from '../action/entries.ts'
import { forbiddenInput } from '../errors.ts'
import { hasIssues, type Issue, paramOf } from '../issues.ts'
import { type ExpandTree, expandTreeOf } from '../stripe/spec.ts'

/** Kinds that are parts of the object that lists them: nobody retrieves one by itself. */
const PARTS = new Set(['item', 'line_item'])

/** The result of one step of a path. */
interface Step {
  /** Kinds of objects that expanding it adds. */
  readonly adds: readonly string[]
  /** Where the next step may lead; a list is followed by the step `data`. */
  readonly next: readonly ExpandTree[]
  readonly isList: boolean
}

function stepInto(tree: ExpandTree, field: string): Step | undefined {
  const held = tree['*']
  const inside = typeof held === 'object' ? held : tree
  const node = Object.hasOwn(inside, field) ? inside[field] : undefined
  if (node === undefined) return undefined
  if (typeof node === 'object') return { adds: [], next: [node], isList: false }
  const [, marks = '', names = ''] = /^([+*=[]*)(.*)$/.exec(node) ?? []
  const kinds = names.split('|').filter((name) => name !== '')
  const isList = marks.includes('[')
  const isThere = marks.includes('=') || (isList && !marks.includes('+'))
  // A list whose kind the SDK does not name may contain anything.
  if (isList && kinds.length === 0) return undefined
  return { adds: isThere ? [] : kinds, next: kinds.map(expandTreeOf), isList }
}

/** The kinds of objects that an `expand` path adds to a response; `undefined` if the SDK does not know the path. */
function kindsAddedBy(path: string, { answer }: Action): readonly string[] | undefined {
  const added: string[] = []
  let here: readonly ExpandTree[] = [expandTreeOf(answer.kind)]
  let { isList } = answer
  for (const field of path.split('.')) {
    if (isList) {
      if (field !== 'data') return undefined
      isList = false
      continue
    }
    const found = here.map((tree) => stepInto(tree, field)).filter((step) => step !== undefined)
    if (found.length === 0) return undefined
    added.push(...found.flatMap(({ adds }) => adds))
    here = found.flatMap(({ next }) => next)
    isList = found.some((step) => step.isList)
  }
  return added.filter((kind) => !PARTS.has(kind))
}

/** The actions that retrieve one object, by the kind of it. */
export function retrieversOf(actions: readonly Action[]): ReadonlyMap<string, string> {
  const retrieving = actions.filter(
    ({ method, path, pathInputs, answer }) =>
      method === 'GET' && !answer.isList && pathInputs.length === 1 && path.endsWith('}'),
  )
  return new Map(retrieving.map(({ name, answer }) => [answer.kind, name]))
}

/** What a caller would need in order to expand a path. */
function lacking(
  path: string,
  action: Action,
  allows: (right: string) => boolean,
  retrievers: ReadonlyMap<string, string>,
) {
  const kinds = kindsAddedBy(path, action) ?? ['']
  const rights = kinds.map((kind) => retrievers.get(kind) ?? '*')
  return rights.find((right) => !allows(right))
}

/**
 * Checks that a key may retrieve the objects that its expansions add, since it could not read them otherwise.
 *
 * @param allows Whether the caller may run an action; "*" stands for every one.
 * @throws {ActionError} 403 `forbidden`, with every expansion that the caller may not make.
 * @see {@link https://docs.stripe.com/api/expanding_objects}
 */
export function checkExpansions(
  action: Action,
  { expand }: Readonly<Record<string, unknown>>,
  allows: (right: string) => boolean,
  retrievers: () => ReadonlyMap<string, string>,
): void {
  const paths: readonly unknown[] = Array.isArray(expand) ? expand : []
  const issues = paths.flatMap((path, index): Issue[] => {
    const right = lacking(String(path), action, allows, retrievers())
    if (right === undefined) return []
    const needed = right === '*' ? 'every action ("*")' : right
    const param = paramOf(['expand', positionOf(paths, index)])
    return [{ param, message: `needs a key that may run ${needed}` }]
  })
  if (hasIssues(issues)) throw forbiddenInput(issues)
}
