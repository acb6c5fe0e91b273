import type { Action } from '../../src/action/define.ts'
import type { Fields, Input, Reader } from '../../src/action/fields.ts'
import { metadata, metadataChanges } from '../../src/action/metadata.ts'
import type { ParameterType } from '../../src/stripe/spec.ts'
import { typesOf } from '../catalogue/parameters.ts'
import type { Method } from '../stripe-types/sdk.ts'
import { alternatives, propertyType } from '../stripe-types/sdk.ts'

/** A comment, indented, without what would end it. */
export function comment(lines: readonly string[], indent: string): string {
  const text = lines.map((line) => `${indent} * ${line}`.trimEnd().replaceAll('*/', '*\\/'))
  return [`${indent}/**`, ...text, `${indent} */`].join('\n')
}

const METADATA: readonly unknown[] = [metadata, metadataChanges]

/** Whether a parameter is a structure, one of several kinds of value, or one of fixed values. */
function isStructured(type: ParameterType): boolean {
  if (!Array.isArray(type)) return false
  const [kind, held] = type
  return kind === '?' || kind === 'a' ? isStructured(held) : true
}

/** Whether Stripe's own type of a parameter says more about its values than the reader. */
function isBetterKnown({ kind, values, or }: Reader<unknown>, type: ParameterType | undefined): boolean {
  if (type === undefined || values || !isStructured(type)) return false
  const isOneOfKinds = Array.isArray(type) && type.flat().includes('u')
  // A reader of one kind takes no other, whatever Stripe takes.
  return kind === 'object' || kind === 'array' || or !== undefined || !isOneOfKinds
}

const PRIMITIVES: Partial<Record<Reader<unknown>['kind'], string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
}

/** The TypeScript type of the values that a reader takes. */
function typeOfReader({ kind, values, entries, fields, or }: Reader<unknown>): string {
  if (values) return values.map((value) => `'${value}'`).join(' | ')
  if (entries) return arrayOf(typeOfReader(entries.reader))
  if (fields) return typeOfFields(fields)
  const own = PRIMITIVES[kind] ?? 'Record<string, unknown>'
  return [...new Set([own, ...(or ?? []).map(typeOfReader)])].join(' | ')
}

const arrayOf = (type: string) => (/^\w+$/.test(type) ? `${type}[]` : `Array<${type}>`)

function typeOfFields(fields: Fields): string {
  const known = Object.entries(fields).map(
    ([name, { reader, required }]) => `${name}${required ? '' : '?'}: ${typeOfReader(reader)}`,
  )
  return `{ ${[...known, '[field: string]: unknown'].join('; ')} }`
}

function describe({ about, restriction, reader, example }: Input, isRequired: boolean): string {
  const rule = restriction ?? reader.restriction
  const rules = rule === undefined || (isRequired && rule === 'Required') ? [] : ['', `${rule}.`]
  return comment([`${about}.`, ...rules, '', `@example ${JSON.stringify(example)}`], '  ')
}

/** A field of an interface, with its comment. */
function declarationOf(name: string, input: Input, type?: ParameterType, params?: string): string {
  const { reader, required, clears } = input
  const value = METADATA.includes(reader)
    ? 'Metadata'
    : params !== undefined && isBetterKnown(reader, type)
      ? `NonNullable<${params}['${name}']>`
      : typeOfReader(reader)
  return `${describe(input, required)}\n  ${name}${required ? '' : '?'}: ${value}${clears ? ' | null' : ''}`
}

/** What most of some texts are. */
function mostFrequent(texts: readonly string[]): string {
  const times = (text: string) => texts.filter((one) => one === text).length
  return texts.reduce((best, one) => (times(one) > times(best) ? one : best), texts[0] ?? '')
}

/** The inputs of actions as TypeScript's interfaces. */
export class InputTypes {
  /** Declarations of inputs that every action of a known endpoint has, by name. */
  readonly #common: ReadonlyMap<string, string>

  constructor(actions: readonly Action[]) {
    const usual = actions.filter(({ request }) => request === undefined)
    const inEvery = Object.keys(usual[0]?.input ?? {}).filter((name) => usual.every(({ input }) => input[name]))
    this.#common = new Map(
      inEvery.map((name) => {
        const declared = actions.flatMap(({ input: { [name]: one } }) => (one ? [declarationOf(name, one)] : []))
        return [name, mostFrequent(declared)]
      }),
    )
  }

  /** The interface that all others extend. */
  get common(): string {
    const about = comment(['What every action takes.'], '')
    return `${about}\nexport interface CommonInput {\n${[...this.#common.values()].join('\n')}\n}`
  }

  /** The interface of an action's input. */
  interfaceOf(action: Action, name: string, method: Method | undefined): string {
    const types = typesOf(action.endpoint)
    const params = method?.paramsName === undefined ? undefined : `Params<${method.paramsName}>`
    const declared = Object.entries(action.input)
      .map(([input, one]) => [input, declarationOf(input, one, types.get(input), params)] as const)
      .filter(([input, text]) => this.#common.get(input) !== text)
    const widened = Object.entries(action.additional).filter(
      ([input, { clears }]) => clears === true && !isNullable(method, input),
    )
    const lines = [
      ...declared.map(([, text]) => text),
      ...widened.map(([input]) => `  ${input}?: ${params}['${input}'] | null`),
    ]
    const taken = [...Object.keys(action.input), ...widened.map(([input]) => input), ...action.sends]
    const known = taken.filter((input) => types.has(input)).map((input) => `'${input}'`)
    const isOpen = Object.keys(action.additional).length > widened.length
    const omitted = known.length === 0 ? params : `Omit<${params}, ${known.join(' | ')}>`
    const lacking = [...this.#common.keys()].filter((input) => !action.input[input]).map((input) => `'${input}'`)
    const common = lacking.length === 0 ? 'CommonInput' : `Omit<CommonInput, ${lacking.join(' | ')}>`
    const parents = [common, ...(isOpen && omitted !== undefined ? [omitted] : [])]
    const about = comment([`Input of {@link Client.${name}}.`], '')
    const body = lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`
    return `${about}\nexport interface ${inputNameOf(name)} extends ${parents.join(', ')} ${body}`
  }
}

/** The name of the interface of a method's input. */
export function inputNameOf(method: string): string {
  return `${method.charAt(0).toUpperCase()}${method.slice(1)}Input`
}

/** Whether the SDK's type of a parameter has `null`. */
function isNullable(method: Method | undefined, name: string): boolean {
  const symbol = method?.params?.getProperty(name)
  return symbol !== undefined && alternatives(propertyType(symbol)).nullable
}
