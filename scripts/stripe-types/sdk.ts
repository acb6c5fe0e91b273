import { readFileSync } from 'node:fs'
import { fileURLToPath, URL } from 'node:url'
import { type ClassDeclaration, Project, type Type, type TypeNode, type Symbol as TypeSymbol, ts } from 'ts-morph'

/** The repository's root, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))
const sdk = `${root}node_modules/stripe/esm/`

export const project = new Project({
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

/** A method of the SDK: what it takes and what it returns. */
export interface Method {
  params: Type | undefined
  paramsName: string | undefined
  returns: Type
  returnNode: TypeNode | undefined
}

/** Every endpoint of the SDK, as `POST /v1/prices/{price}`, with the method that calls it: the path is in the .js, the types are in the .d.ts. */
export function sdkMethods(): Map<string, Method> {
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
          returnNode: method.getReturnTypeNode(),
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

/** A property's comment and declaration. */
export const documentation = (symbol: TypeSymbol) =>
  symbol
    .getDeclarations()
    .map((declaration) => declaration.getText(true))
    .join(' ')

/** The type of a property where it is declared. */
export const propertyType = (symbol: TypeSymbol): Type => {
  const declaration = symbol.getDeclarations()[0]
  if (!declaration) throw new Error(`${symbol.getName()} has no declaration`)
  return symbol.getTypeAtLocation(declaration)
}

/** `Array<T>`'s element type, also for the SDK's unions of array types. */
export const elementOf = (type: Type): Type => {
  const element = type.getArrayElementType()
  if (!element) throw new Error(`no element type in ${type.getText()}`)
  return element
}

/** The name of a type, if it has one. */
export const nameOf = (type: Type) => type.getSymbol()?.getName() ?? type.getAliasSymbol()?.getName()

/** The SDK's mark of an enumeration that may grow: `string & Record<never, never>`. */
const isOtherString = (type: Type) =>
  type.isIntersection() && type.getIntersectionTypes().some((member) => member.isString())

/** The alternatives of a type without null, undefined and the empty string, which say how it may be left out. */
export function alternatives(type: Type) {
  const members = type.isUnion() ? type.getUnionTypes() : [type]
  const isEmpty = (member: Type) => member.isStringLiteral() && member.getLiteralValue() === ''
  return {
    nullable: members.some((member) => member.isNull()),
    members: members.filter(
      (member) => !member.isNull() && !member.isUndefined() && !isEmpty(member) && !isOtherString(member),
    ),
  }
}

/** The values of the string literals among types. */
export const literals = (members: Type[]) =>
  members.filter((member) => member.isStringLiteral()).map((member) => String(member.getLiteralValue()))

/** The properties of a type by name. */
export const sortedProperties = (type: Type) =>
  type.getProperties().sort((a, b) => (a.getName() < b.getName() ? -1 : a.getName() > b.getName() ? 1 : 0))

/** What all events have in common: the union of all of them names every object that there is. */
export const eventBase = project
  .getSourceFileOrThrow(`${sdk}resources/Events.d.ts`)
  .getInterfaceOrThrow('EventBase')
  .getType()

const version = /ApiVersion = ["'](.*?)["']/.exec(readFileSync(`${sdk}apiVersion.js`, 'utf8'))?.[1]
if (!version) throw new Error('the SDK names no API version')

/** The API version that the SDK is pinned to. */
export const apiVersion = version
