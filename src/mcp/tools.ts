import type { Context } from 'hono'
import type { Caller } from '../access/caller.ts'
import type { KnownTool, Tool } from '../action/catalogue.ts'
import { type Action, mayDestroy } from '../action/define.ts'
import { pointsOf, wordsIn } from '../action/finding.ts'
import { misconfigured } from '../config/bindings.ts'
import { asset } from '../http/assets.ts'
import type { AppEnv } from '../http/env.ts'

/** Tools that a search finds at most. */
const FOUND_LIMIT = 8

let known: readonly KnownTool[] | undefined

/** Every action as a tool: `public/tools.json`, which `scripts/catalogue/tools.ts` makes, read once per isolate. */
async function allTools(c: Context<AppEnv>): Promise<readonly KnownTool[]> {
  if (known) return known
  const response = await asset(c, '/tools.json')
  if (!response.ok) throw misconfigured([{ param: 'ASSETS', message: 'lacks tools.json: run npm run generate' }])
  known = await response.json<KnownTool[]>()
  return known
}

/**
 * A caller whose agent sends the requests, with fewer rights: of the actions that the caller may run, a key's `mcp` says
 * which are for agents, and without it the reading ones are; a policy is written action by action, so that it says enough.
 */
export function asAgent(caller: Caller, actions: readonly Action[]): Caller {
  if (caller.grant) return caller
  const changing = new Set(actions.flatMap(({ name, effect }) => (effect === 'read' ? [] : [name])))
  const isForAgents = caller.mcp ?? ((right: string) => !changing.has(right))
  return { ...caller, allows: (right) => caller.allows(right) && isForAgents(right) }
}

async function offered(c: Context<AppEnv>, actions: readonly Action[]): Promise<KnownTool[]> {
  const names = new Set(actions.map(({ name }) => name))
  return (await allTools(c)).filter(({ name }) => names.has(name))
}

/** Actions as tools, always in the same order: clients keep the list, and models what they made of it. */
export async function toolsOf(c: Context<AppEnv>, actions: readonly Action[]): Promise<Tool[]> {
  return (await offered(c, actions)).map(({ synonyms: _, ...tool }) => tool)
}

/** The tools that a few words describe, the nearest first, as far as an agent needs to know them to run one. */
export async function findTools(
  c: Context<AppEnv>,
  actions: readonly Action[],
  query: string,
): Promise<Omit<Tool, 'outputSchema'>[]> {
  // Shorter words, such as "a" and "of", are in every text.
  const words = wordsIn(query).filter((word) => word.length > 2)
  const rank = ({ name, title, synonyms, description }: KnownTool) => {
    const texts = [
      [4, name],
      [3, synonyms.join(' ')],
      [2, title],
      [1, description],
    ] as const
    return words.reduce((sum, word) => sum + pointsOf(word, texts), 0)
  }
  return (await offered(c, actions))
    .map((tool) => ({ tool, rank: rank(tool) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, FOUND_LIMIT)
    .map(({ tool: { outputSchema: _, synonyms: _synonyms, ...tool } }) => tool)
}

/** The two tools that stand for all, at `/mcp?tools=search`. */
export const SEARCH = 'search-actions'
export const RUN = 'run-action'

/** The short list of tools, for agents who may run some actions. */
export function searchTools(actions: readonly Action[]): Tool[] {
  const readOnlyHint = actions.every(({ effect }) => effect === 'read')
  const destructiveHint = actions.some(mayDestroy)
  return [
    {
      name: SEARCH,
      title: 'Search the actions',
      description: `Finds the actions that ${RUN} can run, each with the schema of its input.`,
      inputSchema: {
        type: 'object',
        properties: {
          query: {
            type: 'string',
            description:
              'What the action is about, such as "refund" or "list invoices"; empty: the names of all actions',
          },
        },
      },
      outputSchema: {
        type: 'object',
        properties: { actions: { type: 'array', items: { type: 'object' } } },
        required: ['actions'],
      },
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    {
      name: RUN,
      title: 'Run an action',
      description: `Runs one of the actions that ${SEARCH} finds and returns Stripe's object.`,
      inputSchema: {
        type: 'object',
        properties: {
          action: { type: 'string', description: 'Name of the action, such as "list-customers"' },
          input: { type: 'object', description: 'Its input, as its inputSchema says', additionalProperties: true },
        },
        required: ['action'],
      },
      outputSchema: { type: 'object' },
      annotations: { readOnlyHint, destructiveHint, idempotentHint: readOnlyHint, openWorldHint: true },
    },
  ]
}
