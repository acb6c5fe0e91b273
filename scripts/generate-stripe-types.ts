/**
 * Writes what this project knows of Stripe's API, read from the declarations of the installed Stripe SDK, into each of
 * its two packages. Neither imports the other's.
 *
 * For the endpoints that the actions in `handlers/` declare:
 * - `src/stripe/generated/endpoints.ts`: the SDK's type of their parameters;
 * - `src/stripe/generated/spec.ts`: the names and kinds of their parameters, what they answer, and what may be
 *   expanded in it;
 * - `scripts/generated/parameters.json`: the same parameters with the values of enumerations, and which are times, amounts
 *   and currencies, for the documents;
 * - `scripts/generated/objects.json`: the fields of the objects that they answer.
 *
 * For the endpoints that the local Stripe's resources serve:
 * - `local-stripe/src/generated/endpoints.ts`: the SDK's type of their parameters;
 * - `local-stripe/src/generated/spec.json`: their parameters, and what may be expanded in each object;
 * - `local-stripe/test/generated/objects.json`: the fields of each object, for the tests.
 *
 * The output depends on the SDK and the named endpoints only, so a comparison shows whether it is current.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { URL } from 'node:url'
import { Project, type Type } from 'ts-morph'
import { endpointKey } from '../src/stripe/endpoint-key.ts'
import { answered, Objects, objectName } from './stripe-types/objects.ts'
import { type Encoded, paramShape, type Shape, Shapes, withoutFormats } from './stripe-types/parameters.ts'
import { apiVersion, type Method, nameOf, root, sdkMethods } from './stripe-types/sdk.ts'

/** What an empty value clears at Stripe, although the SDK's types do not say so. */
const CLEARABLE: Record<string, string[]> = {
  'POST /v1/customers': ['description', 'email', 'name', 'phone'],
  'POST /v1/customers/{}': ['description', 'email', 'name', 'phone'],
  'POST /v1/products/{}': ['default_price'],
  'POST /v1/subscriptions/{}': ['default_payment_method', 'description'],
}

/** The endpoints that the files of a folder name, sorted. */
function endpointsIn(glob: string): string[] {
  const files = new Project({ skipAddingFilesFromTsConfig: true }).addSourceFilesAtPaths(`${root}${glob}`)
  const found = files.flatMap((file) =>
    [...file.getFullText().matchAll(/'((?:GET|POST|DELETE) \/v1\/[^']*)'/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)].sort()
}

const methods = sdkMethods()
const byKey = new Map([...methods].map(([endpoint, method]) => [endpointKey(endpoint), method]))

function methodOf(endpoint: string): Method {
  const method = byKey.get(endpointKey(endpoint))
  if (!method) throw new Error(`the SDK has no method for ${endpoint}`)
  return method
}

/** The shape of an endpoint's parameters. */
function shapeOf(endpoint: string, shapes: Shapes): Shape {
  const { params } = methodOf(endpoint)
  const shape = params ? paramShape(params, shapes, endpoint.startsWith('GET ')) : {}
  const clearable = CLEARABLE[endpointKey(endpoint)] ?? []
  return Object.fromEntries(
    Object.entries(shape).map(([name, type]) => {
      const isClearable = clearable.includes(name.replace('!', '')) && !(Array.isArray(type) && type[0] === '?')
      return [name, isClearable ? ['?', type] : type]
    }),
  )
}

/** A module that maps endpoints to the SDK's types of their parameters. */
function endpointTypes(endpoints: readonly string[]): string {
  const types = endpoints.map((endpoint) => {
    const name = methodOf(endpoint).paramsName ?? 'Record<never, never>'
    const clearable = CLEARABLE[endpointKey(endpoint)]?.map((each) => `'${each}'`).join(' | ')
    return `  '${endpoint}': ${clearable === undefined ? name : `Clearable<${name}, ${clearable}>`}`
  })
  return `import type Stripe from 'stripe'

type Clearable<T, K extends keyof T> = { [P in keyof T]: P extends K ? T[P] | null : T[P] }

export interface EndpointParams {
${types.join('\n')}
}
`
}

/** The kind of object that an endpoint answers; of a list, the kind that it holds, behind a "[". */
function answerOf({ returns }: Method): string {
  const types = answered(returns)
  const kind = types.map(objectName).find((name) => name !== undefined) ?? ''
  const isList = (type: Type): boolean =>
    ['ApiListPromise', 'ApiSearchResultPromise'].includes(nameOf(type) ?? '') ||
    type.getText().startsWith('ApiListPromise') ||
    type.getIntersectionTypes().some(isList)
  return /Api(List|SearchResult)Promise</.test(returns.getText()) || isList(returns) ? `[${kind}` : kind
}

/** A kind of parameter without what only the documents need: the values of enumerations. */
function withoutValues(type: Encoded | number): Encoded | number {
  if (!Array.isArray(type)) return type
  const [kind, ...parts] = type
  if (kind === 'e') return 'e'
  return [kind, ...parts.map((part) => (typeof part === 'number' ? part : withoutValues(part)))]
}

function compact(shapes: readonly Shape[]): Record<string, Encoded | number>[] {
  return shapes.map((shape) =>
    Object.fromEntries(
      Object.entries(shape).map(([name, type]) => [name.replace('!', ''), withoutValues(withoutFormats(type))]),
    ),
  )
}

function plain(shapes: readonly Shape[]): Shape[] {
  return shapes.map((shape) =>
    Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, withoutFormats(type)])),
  )
}

function write(path: string, value: unknown) {
  const text = typeof value === 'string' ? value : `${JSON.stringify(value)}\n`
  mkdirSync(new URL('.', `file://${root}${path}`), { recursive: true })
  writeFileSync(`${root}${path}`, text)
}

/** The entries of a JSON object, a line each. */
function entryLines(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',\n')
}

function writeForWorker() {
  const endpoints = [...new Set(endpointsIn('handlers/**/*.ts').map(endpointKey))].sort()
  const shapes = new Shapes()
  const objects = new Objects()
  const parameters: Record<string, number> = {}
  const named: Record<string, { shape: number; answer: string }> = {}
  for (const endpoint of endpoints) {
    const shape = shapes.add(shapeOf(endpoint, shapes))
    parameters[endpoint] = shape
    named[endpoint] = { shape, answer: answerOf(methodOf(endpoint)) }
    for (const type of answered(methodOf(endpoint).returns)) objects.add(type)
  }
  write('src/stripe/generated/endpoints.ts', endpointTypes(endpoints))
  const { expand, fields } = objects
  // Text: the runtime parses it as JSON faster than as JavaScript, and only what it needs.
  const spec = {
    ENDPOINTS: `{\n${entryLines(named)}\n}`,
    SHAPES: compact(shapes.list)
      .map((shape) => JSON.stringify(shape))
      .join('\n'),
    EXPAND_TREES: `{\n${entryLines(expand)}\n}`,
  }
  const texts = Object.entries(spec).map(([name, text]) => `export const ${name} = String.raw\`${text}\`\n`)
  write('src/stripe/generated/spec.ts', texts.join('\n'))
  write('scripts/generated/parameters.json', { endpoints: parameters, shapes: shapes.list })
  write('scripts/generated/objects.json', { objects: fields, shapes: objects.shapes.list })
}

function writeForLocalStripe() {
  const endpoints = endpointsIn('local-stripe/src/resources/**/*.ts')
  const shapes = new Shapes()
  const objects = new Objects()
  const indexes: Record<string, number> = {}
  for (const endpoint of endpoints) {
    indexes[endpoint] = shapes.add(shapeOf(endpoint, shapes))
    for (const type of answered(methodOf(endpoint).returns)) objects.add(type)
  }
  write('local-stripe/src/generated/endpoints.ts', endpointTypes(endpoints))
  write('local-stripe/src/generated/spec.json', {
    apiVersion,
    endpoints: indexes,
    shapes: plain(shapes.list),
    expand: objects.expand,
  })
  write('local-stripe/test/generated/objects.json', { objects: objects.fields, shapes: objects.shapes.list })
}

writeForWorker()
writeForLocalStripe()
