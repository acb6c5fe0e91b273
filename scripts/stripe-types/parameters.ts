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

function encodeParam(type: Type, symbol: TypeSymbol, shapes: Shapes, isFilter: boolean): Encoded {
  const { nullable, members } = alternatives(type)
  const choices: Encoded[] = []
  const values = literals(members)
  if (values.length > 0) choices.push(['e', ...values.sort()])
  if (members.some((member) => member.isBoolean() || member.isBooleanLiteral())) choices.push('b')
  for (const member of members) {
    if (member.isStringLiteral() || member.isBoolean() || member.isBooleanLiteral()) continue
    const name = nameOf(member)
    if (member.isString()) choices.push(isFilter && symbol.getName() !== 'currency' ? 't' : 's')
    else if (member.isNumber())
      choices.push(
        /decimal (places|between)|non-negative decimal|positive float|percent out of/i.test(documentation(symbol))
          ? 'n'
          : 'i',
      )
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
