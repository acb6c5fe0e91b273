/**
 * Writes what the local Stripe knows of Stripe's API, read from the declarations of the installed Stripe SDK:
 *
 * - `local-stripe/src/generated/spec.json`: for each endpoint that a file of `local-stripe/src/resources` names, its
 *   parameters; for each object type that can be answered, what may be expanded;
 * - `local-stripe/src/generated/endpoints.ts`: the SDK's own parameter type for each of these endpoints;
 * - `local-stripe/test/generated/objects.json`: the fields of each of these object types, for the tests.
 *
 * The output depends on the SDK and the named endpoints alone, so that a comparison shows whether it is current.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, URL } from 'node:url'
import { type ClassDeclaration, Project, type Type, type Symbol as TypeSymbol, ts } from 'ts-morph'

const root = fileURLToPath(new URL('..', import.meta.url))
const sdk = `${root}node_modules/stripe/esm/`

/** A parameter's or field's type: see `local-stripe/src/engine/spec.ts` for its reading. */
type Encoded = string | [string, ...(Encoded | number)[]]
type Shape = { [name: string]: Encoded }
type ExpandTree = { [name: string]: string | ExpandTree }

class Shapes {
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

const project = new Project({
  skipAddingFilesFromTsConfig: true,
  compilerOptions: {
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  },
})
project.addSourceFilesAtPaths([
  `${sdk}resources/**/*.d.ts`,
  `!${sdk}resources/V2/**`,
  `${sdk}shared.d.ts`,
  `${sdk}lib.d.ts`,
])

/** The endpoints that the resource files name, sorted. */
function servedEndpoints(): string[] {
  const files = new Project({ skipAddingFilesFromTsConfig: true }).addSourceFilesAtPaths(
    `${root}local-stripe/src/resources/**/*.ts`,
  )
  const found = files.flatMap((file) =>
    [...file.getFullText().matchAll(/'((?:GET|POST|DELETE) \/v1\/[^']*)'/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)].sort()
}

interface Method {
  params: Type | undefined
  paramsName: string | undefined
  returns: Type
}

/** Every endpoint of the SDK with the method that calls it: the path is in the .js, the types are in the .d.ts. */
function sdkMethods(): Map<string, Method> {
  const methods = new Map<string, Method>()
  for (const file of project.getSourceFiles()) {
    const path = file.getFilePath()
    const classes = file.getClasses().filter((declaration) => declaration.getName()?.endsWith('Resource'))
    if (classes.length === 0) continue
    const code = readFileSync(path.replace(/\.d\.ts$/, '.js'), 'utf8')
    const folder = /resources\/(?:(\w+)\/)?\w+\.d\.ts$/.exec(path)?.[1]
    for (const declaration of classes) {
      for (const [name, endpoint] of calls(code, declaration)) {
        const method = declaration.getMethods().find((candidate) => candidate.getName() === name)
        if (!method) continue
        const parameter = method.getParameters().find((candidate) => candidate.getName() === 'params')
        const typeName = parameter?.getTypeNode()?.getText()
        methods.set(endpoint, {
          params: parameter?.getType().getNonNullableType(),
          paramsName: typeName && publicName(typeName, folder),
          returns: method.getReturnType(),
        })
      }
    }
  }
  return methods
}

/** The name under which the SDK exports a resource's type: `Stripe.Checkout.SessionCreateParams`. */
const publicName = (typeName: string, folder: string | undefined) =>
  ['Stripe', ...(folder && !typeName.startsWith(`${folder}.`) ? [folder] : []), typeName].join('.')

function* calls(code: string, declaration: ClassDeclaration): Generator<[string, string]> {
  const start = code.indexOf(`class ${declaration.getName()} `)
  const end = code.indexOf('\nexport class ', start + 1)
  const body = code.slice(start, end === -1 ? undefined : end)
  const pattern = /\n {4}(\w+)\([^)]*\) \{\n\s+return this\._makeRequest\('(\w+)', (['`])(.*?)\3,/g
  for (const match of body.matchAll(pattern)) {
    const path = (match[4] ?? '').replace(/\$\{encodeURIComponent\((\w+)\)\}/g, '{$1}')
    yield [match[1] ?? '', `${match[2]} ${path}`]
  }
}

const documentation = (symbol: TypeSymbol) =>
  symbol
    .getDeclarations()
    .map((declaration) => declaration.getText(true))
    .join(' ')

const propertyType = (symbol: TypeSymbol): Type => {
  const declaration = symbol.getDeclarations()[0]
  if (!declaration) throw new Error(`${symbol.getName()} has no declaration`)
  return symbol.getTypeAtLocation(declaration)
}

/** `Array<T>`'s element type, also for the SDK's unions of array types. */
const elementOf = (type: Type): Type => {
  const element = type.getArrayElementType()
  if (!element) throw new Error(`no element type in ${type.getText()}`)
  return element
}

const nameOf = (type: Type) => type.getSymbol()?.getName() ?? type.getAliasSymbol()?.getName()

/** The SDK's mark of an enumeration that may grow: `string & Record<never, never>`. */
const isOtherString = (type: Type) =>
  type.isIntersection() && type.getIntersectionTypes().some((member) => member.isString())

/** The alternatives of a type without null, undefined and the empty string, which say how it may be left out. */
function alternatives(type: Type) {
  const members = type.isUnion() ? type.getUnionTypes() : [type]
  const isEmpty = (member: Type) => member.isStringLiteral() && member.getLiteralValue() === ''
  return {
    nullable: members.some((member) => member.isNull()),
    members: members.filter(
      (member) => !member.isNull() && !member.isUndefined() && !isEmpty(member) && !isOtherString(member),
    ),
  }
}

const literals = (members: Type[]) =>
  members.filter((member) => member.isStringLiteral()).map((member) => String(member.getLiteralValue()))

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

function paramShape(type: Type, shapes: Shapes, isFilter: boolean): Shape {
  const shape: Shape = {}
  for (const symbol of sortedProperties(type)) {
    const name = `${symbol.getName()}${symbol.isOptional() ? '' : '!'}`
    shape[name] = encodeParam(propertyType(symbol), symbol, shapes, isFilter)
  }
  return shape
}

const sortedProperties = (type: Type) =>
  type.getProperties().sort((a, b) => (a.getName() < b.getName() ? -1 : a.getName() > b.getName() ? 1 : 0))

/** The value of an object type's `object` field, for the types that are Stripe objects and not parts of one. */
function objectName(type: Type): string | undefined {
  const symbol = type.isObject() ? type.getProperty('object') : undefined
  if (!symbol) return undefined
  const { members } = alternatives(propertyType(symbol))
  const value = literals(members)[0]
  return value === 'list' || value === 'search_result' ? undefined : value
}

const listElement = (type: Type) => (nameOf(type) === 'ApiList' ? type.getTypeArguments()[0] : undefined)

class Objects {
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
function answered(type: Type): Type[] {
  // The union of all events names every object that there is; what they have in common does not.
  if (objectName(type) === 'event') return [eventBase]
  if (objectName(type)) return [type]
  if (type.isUnion()) return type.getUnionTypes().flatMap(answered)
  return [...type.getTypeArguments(), ...type.getIntersectionTypes()].flatMap(answered)
}

const eventBase = project.getSourceFileOrThrow(`${sdk}resources/Events.d.ts`).getInterfaceOrThrow('EventBase').getType()

/** What Stripe shows only when it is asked for, although the SDK's types do not say so. */
const INCLUDED: Record<string, ExpandTree> = {
  'checkout.session': { total_details: { breakdown: '+' } },
  coupon: { applies_to: '+' },
  invoice: { confirmation_secret: '+' },
  item: { discounts: '+', taxes: '+' },
}

/** What an empty value clears at Stripe, although the SDK's types do not say so. */
const CLEARABLE: Record<string, string[]> = {
  'POST /v1/customers': ['description', 'email', 'name', 'phone'],
  'POST /v1/customers/{id}': ['description', 'email', 'name', 'phone'],
}

function withClearable(shape: Shape, names: string[]): Shape {
  return Object.fromEntries(
    Object.entries(shape).map(([name, type]) => [name, names.includes(name) ? ['?', type] : type]),
  )
}

const clearableType = (name: string, names: string[]) =>
  names.length === 0 ? name : `Clearable<${name}, ${names.map((each) => `'${each}'`).join(' | ')}>`

const write = (path: string, text: string) => {
  mkdirSync(new URL('.', `file://${root}${path}`), { recursive: true })
  writeFileSync(`${root}${path}`, text)
}

const methods = sdkMethods()
const shapes = new Shapes()
const objects = new Objects()
const endpoints: { [endpoint: string]: number } = {}
const types: string[] = []
for (const endpoint of servedEndpoints()) {
  const method = methods.get(endpoint)
  if (!method) throw new Error(`the SDK has no method for ${endpoint}`)
  const clearable = CLEARABLE[endpoint] ?? []
  const shape = method.params ? paramShape(method.params, shapes, endpoint.startsWith('GET ')) : {}
  endpoints[endpoint] = shapes.add(withClearable(shape, clearable))
  types.push(`  '${endpoint}': ${clearableType(method.paramsName ?? 'Record<string, never>', clearable)}`)
  for (const type of answered(method.returns)) objects.add(type)
}
const apiVersion = /ApiVersion = ["'](.*?)["']/.exec(readFileSync(`${sdk}apiVersion.js`, 'utf8'))?.[1]
if (!apiVersion) throw new Error('the SDK names no API version')

write(
  'local-stripe/src/generated/spec.json',
  `${JSON.stringify({ apiVersion, endpoints, shapes: shapes.list, expand: objects.expand })}\n`,
)
write(
  'local-stripe/src/generated/endpoints.ts',
  `import type Stripe from 'stripe'\n\ntype Clearable<T, K extends keyof T> = { [P in keyof T]: P extends K ? T[P] | null : T[P] }\n\nexport interface EndpointParams {\n${types.join('\n')}\n}\n`,
)
write(
  'local-stripe/test/generated/objects.json',
  `${JSON.stringify({ objects: objects.fields, shapes: objects.shapes.list })}\n`,
)
