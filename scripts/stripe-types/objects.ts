import type { Type } from 'ts-morph'
import { type Encoded, type Shape, Shapes } from './parameters.ts'
import { alternatives, elementOf, eventBase, literals, nameOf, propertyType, sortedProperties } from './sdk.ts'

/** What may be expanded in an object: see `local-stripe/src/engine/spec.ts`. */
export type ExpandTree = { [name: string]: string | ExpandTree }

/** What Stripe shows only when it is asked for, although the SDK's types do not say so. */
const INCLUDED: Record<string, ExpandTree> = {
  'billing_portal.configuration': { features: { subscription_update: { products: '+' } } },
  'checkout.session': { total_details: { breakdown: '+' } },
  coupon: { applies_to: '+' },
  customer: { tax: '+' },
  invoice: { confirmation_secret: '+' },
  item: { discounts: '+', taxes: '+' },
}

/** The value of an object type's `object` field, for the types that are Stripe objects and not parts of one. */
export function objectName(type: Type): string | undefined {
  const symbol = type.isObject() ? type.getProperty('object') : undefined
  if (!symbol) return undefined
  const { members } = alternatives(propertyType(symbol))
  const value = literals(members)[0]
  return value === 'list' || value === 'search_result' ? undefined : value
}

/** What a type of list holds. */
const listElement = (type: Type) => (nameOf(type) === 'ApiList' ? type.getTypeArguments()[0] : undefined)

/** The object types that answers hold, by the value of their field `object`. */
export class Objects {
  readonly shapes = new Shapes()
  readonly fields: { [object: string]: number } = {}
  readonly expand: { [object: string]: ExpandTree } = {}
  readonly #seen = new Set<string>()

  add(type: Type) {
    const name = objectName(type)
    const isDeleted = type.getProperty('deleted') !== undefined && /^Deleted/.test(nameOf(type) ?? '')
    if (!name || isDeleted || this.#seen.has(name)) return
    this.#seen.add(name)
    this.fields[name] = this.shapes.add(this.#shape(type))
    this.expand[name] = { ...this.#tree(type), ...INCLUDED[name] }
  }

  #shape(type: Type): Shape {
    const shape: Shape = {}
    for (const symbol of sortedProperties(type)) {
      if (symbol.getName() === 'deleted' || symbol.getName() === 'lastResponse') continue
      shape[`${symbol.getName()}${symbol.isOptional() ? '' : '!'}`] = this.#field(propertyType(symbol))
    }
    return shape
  }

  #field(type: Type): Encoded {
    const { nullable, members } = alternatives(type)
    const objects = members.map(objectName).filter((name) => name !== undefined)
    const choices: Encoded[] = []
    const values = literals(members)
    if (objects.length > 0) choices.push(['r', ...new Set(objects)])
    else if (values.length > 0) choices.push(['e', ...values.sort()])
    if (members.some((member) => member.isBoolean() || member.isBooleanLiteral())) choices.push('b')
    for (const member of members) {
      if (member.isStringLiteral() || member.isBoolean() || member.isBooleanLiteral() || objectName(member)) continue
      const list = listElement(member)
      if (member.isString()) choices.push('s')
      else if (member.isNumber()) choices.push('n')
      else if (nameOf(member) === 'Decimal') choices.push('d')
      else if (member.isArray()) choices.push(['a', this.#field(elementOf(member))])
      else if (list) {
        this.add(list)
        choices.push(['l', objectName(list) ?? ''])
      } else if (member.getStringIndexType()) {
        choices.push(['k', this.#field(member.getStringIndexType() ?? member)])
      } else if (member.isObject() && member.getProperties().length > 0) {
        choices.push(['o', this.shapes.add(this.#shape(member))])
      } else choices.push('x')
    }
    if (!members.some((member) => member.isString())) {
      for (const member of members) this.add(member)
    }
    const first = choices[0] ?? 'x'
    const choice: Encoded = choices.length > 1 ? ['u', ...choices] : first
    return nullable ? ['?', choice] : choice
  }

  #tree(type: Type): ExpandTree {
    const tree: ExpandTree = {}
    for (const symbol of sortedProperties(type)) {
      const node = this.#node(propertyType(symbol), symbol.isOptional())
      if (node !== undefined) tree[symbol.getName()] = node
    }
    return tree
  }

  /** `product`: an id that may be expanded; `=price`: an object in full; `[item`: a list; `+`: only when asked for. */
  #node(type: Type, optional: boolean): string | ExpandTree | undefined {
    const { members } = alternatives(type)
    const names = [...new Set(members.map(objectName).filter((name) => name !== undefined))]
    if (names.length > 0) return `${members.some((member) => member.isString()) ? '' : '='}${names.join('|')}`
    for (const member of members) {
      const list = listElement(member)
      if (list) return `${optional ? '+' : ''}[${objectName(list) ?? ''}`
      if (member.isArray()) {
        const inner = this.#node(elementOf(member), false)
        if (inner !== undefined) return typeof inner === 'string' ? `*${inner}` : { '*': inner }
      } else if (member.getStringIndexType()) {
        return optional ? '+' : undefined
      } else if (member.isObject() && nameOf(member) !== 'Decimal') {
        const inner = this.#tree(member)
        return Object.keys(inner).length > 0 ? inner : undefined
      }
    }
    return optional && members.some((member) => member.isArray()) ? '+' : undefined
  }
}

/** The object types that a method's return type names: `Response<T>`, `ApiListPromise<T>`, and unions of these. */
export function answered(type: Type): Type[] {
  // The union of all events names every object that there is; what they have in common does not.
  if (objectName(type) === 'event') return [eventBase]
  if (objectName(type)) return [type]
  if (type.isUnion()) return type.getUnionTypes().flatMap(answered)
  return [...type.getTypeArguments(), ...type.getIntersectionTypes()].flatMap(answered)
}
