import catalogue from '../../public/actions.json' with { type: 'json' }
import type { Action } from '../../src/action/define.ts'

/** The fewest inputs that make a call of an action, from their examples. */
export function exampleOf(name: string): Record<string, unknown> {
  const entry = catalogue.actions.find((one) => one.name === name)
  if (!entry) throw new Error(`the catalogue lacks ${name}: run npm run generate`)
  return entry.example_input
}

/** A value as the pairs of a form that Stripe reads it from. */
function pairsOf(name: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]]
  return Object.entries(value).flatMap(([key, held]) => pairsOf(`${name}[${key}]`, held))
}

/** The request that an action's declaration makes of an input; no parameters where the action says what to send. */
export function requestOf(action: Action, input: Record<string, unknown>) {
  const { method, path, pathInputs, params } = action
  if (action.request) {
    const request = action.request(input)
    return { request: `${request.method} ${request.path}`, params: {} }
  }
  const sent = Object.entries(input).filter(([name]) => !pathInputs.includes(name))
  return {
    request: `${method} ${path.replace(/\{(\w+)\}/g, (_, name: string) => String(input[name]))}`,
    params: params ? undefined : Object.fromEntries(sent.flatMap(([name, value]) => pairsOf(name, value))),
  }
}
