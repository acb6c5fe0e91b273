import type { Type, Symbol as TypeSymbol } from 'ts-morph'
import { alternatives, documentation, elementOf, literals, nameOf, propertyType, sortedProperties } from './sdk.ts'

/** A parameter's or field's type: see `local-stripe/src/engine/spec.ts` for its reading. */
export type Encoded = string | [string, ...(Encoded | number)[]]
export type Shape = { [name: string]: Encoded }

/** Shapes by index; equal ones share one. */
export class Shapes {
  readonly list: Shape[] = []
  readonly #known = new Map<string, number>()

  add(shape: Shape): number {
    const text = JSON.stringify(shape)
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const index = this.list.push(shape) - 1
    this.#known.set(text, index)
    return index
  }
}

/** Kinds that only the documents tell apart, by what they are to everything else. */
const FORMATS: Readonly<Record<string, string>> = { T: 'i', A: 'i', C: 's' }

/** A kind of parameter without what only the documents need: whether it is a time, an amount or a currency. */
export function withoutFormats<T extends Encoded | number>(type: T): T
export function withoutFormats(type: Encoded | number): Encoded | number {
  if (typeof type === 'string') return FORMATS[type] ?? type
  if (!Array.isArray(type) || type[0] === 'e') return type
  const [kind, ...parts] = type
  return [kind, ...parts.map(withoutFormats)]
}

/** Names of Stripe's that stand for a time where the value is a whole number; a filter's bounds are times as well. */
const TIME = /(^|_)(at|date|time|timestamp|start|end|anchor|created)$/
const BOUNDS = new Set(['gt', 'gte', 'lt', 'lte'])
const AMOUNT = /(^|_)amount(_|$)/

/** What a number is: a time, an amount of money in the smallest unit of its currency, another whole one, or any. */
function encodeNumber(symbol: TypeSymbol): string {
  const name = symbol.getName()
  const words = documentation(symbol)
  if (/decimal (places|between)|non-negative decimal|positive float|percent out of/i.test(words)) return 'n'
  if (TIME.test(name) || BOUNDS.has(name) || /\bUnix timestamp\b/.test(words)) return 'T'
  if (
    AMOUNT.test(name) ||
    /\bin cents\b|smallest currency unit|\bunit amount\b|amount of the credit grant/i.test(words)
  ) {
    return 'A'
  }
  return 'i'
}

function isCurrency(symbol: TypeSymbol): boolean {
  return /(^|_)currency$/.test(symbol.getName())
}

function encodeParam(type: Type, symbol: TypeSymbol, shapes: Shapes, isFilter: boolean): Encoded {
  const { nullable, members } = alternatives(type)
  const choices: Encoded[] = []
  const values = literals(members)
  if (values.length > 0) choices.push(['e', ...values.sort()])
  if (members.some((member) => member.isBoolean() || member.isBooleanLiteral())) choices.push('b')
  for (const member of members) {
    if (member.isStringLiteral() || member.isBoolean() || member.isBooleanLiteral()) continue
    const name = nameOf(member)
    if (member.isString()) choices.push(isCurrency(symbol) ? 'C' : isFilter ? 't' : 's')
    else if (member.isNumber()) choices.push(encodeNumber(symbol))
    else if (name === 'Decimal') choices.push('d')
    else if (name === 'MetadataParam') choices.push('m')
    else if (member.isArray()) choices.push(['a', encodeParam(elementOf(member), symbol, shapes, isFilter)])
    else if (member.getStringIndexType()) {
      choices.push(['k', encodeParam(member.getStringIndexType() ?? member, symbol, shapes, isFilter)])
    } else if (member.isObject()) choices.push(['o', shapes.add(paramShape(member, shapes, isFilter))])
    else throw new Error(`${symbol.getName()}: cannot encode ${member.getText()}`)
  }
  const first = choices[0]
  if (first === undefined) return ['?', 's']
  const choice: Encoded = choices.length === 1 ? first : ['u', ...choices]
  return nullable ? ['?', choice] : choice
}

/** The shape of a type of parameters; of a filter, a string may be of any form. */
export function paramShape(type: Type, shapes: Shapes, isFilter: boolean): Shape {
  const shape: Shape = {}
  for (const symbol of sortedProperties(type)) {
    const name = `${symbol.getName()}${symbol.isOptional() ? '' : '!'}`
    shape[name] = encodeParam(propertyType(symbol), symbol, shapes, isFilter)
  }
  return shape
}
