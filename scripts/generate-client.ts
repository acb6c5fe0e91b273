/**
 * Writes `client/src/generated/` from the declarations of the actions: `actions.ts`, the types of the client's methods,
 * and `names.ts`, what the client knows of the actions when it runs.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { actions as declared } from '../handlers/index.ts'
import type { Action } from '../src/action/define.ts'
import { endpointKey } from '../src/stripe/endpoint-key.ts'
import { comment, InputTypes, inputNameOf } from './client/inputs.ts'
import { type Answer, answerIn } from './client/names.ts'
import { type Method, sdkMethods } from './stripe-types/sdk.ts'

const FOLDER = 'client/src/generated'

const actions: readonly Action[] = declared
const methods = new Map([...sdkMethods()].map(([endpoint, method]) => [endpointKey(endpoint), method]))
const inputs = new InputTypes(actions)

/** The client's method of an action: `listInvoices` of `list-invoices`. */
const methodNameOf = ({ name }: Action) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

const sdkMethodOf = ({ endpoint }: Action): Method | undefined => methods.get(endpointKey(endpoint))

function answerOf(action: Action): Answer | undefined {
  const node = sdkMethodOf(action)?.returnNode
  const answer = node && answerIn(node)
  if (answer && (answer.form !== 'object') !== action.answer.isList) {
    throw new Error(`${action.name}: the SDK and the declaration differ on whether it lists`)
  }
  return answer
}

function answerType(answer: Answer | undefined): string {
  if (!answer) return 'Promise<Record<string, unknown>>'
  const { form, type } = answer
  return { object: `Promise<Json<${type}>>`, list: `List<${type}>`, search: `Search<${type}>` }[form]
}

const EFFECTS: Record<Action['effect'], readonly string[]> = {
  read: [],
  write: [],
  destructive: ['', 'Destructive: it cannot be undone, or moves money or mail at once.'],
}

function methodOf(action: Action): string {
  const { docs, effect, destructiveWith, input } = action
  const name = methodNameOf(action)
  const isOptional = Object.values(input).every(({ required }) => !required)
  const unless = destructiveWith === undefined ? [] : ['', `Destructive with \`${destructiveWith}\`.`]
  const effects = [...EFFECTS[effect], ...unless]
  const about = [`${docs.summary}.`, '', docs.description, ...effects, '', `@see {@link ${docs.url}}`]
  const given = `input${isOptional ? '?' : ''}: ${inputNameOf(name)}, options?: CallOptions`
  return `${comment(about, '  ')}\n  ${name}(${given}): ${answerType(answerOf(action))}`
}

/** The types of the package that the generated ones are made of. */
const PARTS = ['CallOptions', 'Json', 'List', 'Metadata', 'Params', 'Search']

function types(): string {
  const text = [
    `${comment(['One method for each action.'], '')}\nexport interface Client {\n${actions.map(methodOf).join('\n\n')}\n}`,
    inputs.common,
    ...actions.map((action) => inputs.interfaceOf(action, methodNameOf(action), sdkMethodOf(action))),
  ].join('\n\n')
  const used = PARTS.filter((name) => new RegExp(`\\b${name}(<|\\b[^.])`).test(text))
  const imports = `import type Stripe from 'stripe'\nimport type { ${used.join(', ')} } from '../types.ts'`
  return `${imports}\n\n${text}\n`
}

function names(): string {
  const list = (name: string, about: string, which: (action: Action) => boolean) =>
    `/** ${about} */\nexport const ${name}: readonly string[] = [\n${actions
      .filter(which)
      .map((action) => `  '${action.name}',\n`)
      .join('')}]\n`
  const isList = ({ answer }: Action) => answer.isList
  return [
    list('LISTS', 'Actions that answer one page of a list.', isList),
    list('READS', 'Other actions that change nothing.', (one) => one.effect === 'read' && !isList(one)),
    list('CHANGES', 'Actions that change something.', (one) => one.effect !== 'read' && !isList(one)),
  ].join('\n')
}

mkdirSync(FOLDER, { recursive: true })
writeFileSync(`${FOLDER}/actions.ts`, types())
writeFileSync(`${FOLDER}/names.ts`, names())
