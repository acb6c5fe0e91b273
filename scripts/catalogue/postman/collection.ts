import type { Catalogue, CatalogueInput } from '../../../src/action/catalogue.ts'
import type { Action } from '../../../src/action/define.ts'
import { type CollectionRequest, Requests, variablesIn } from './requests.ts'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
/** Where `npm start` serves, and the key that it prints. */
const LOCAL = { baseUrl: 'http://127.0.0.1:8787', key: 'demo_key_for_local_use_only' }

/** Headers that a request may have, and that are switched off. */
const OPTIONAL_HEADERS = [
  {
    key: 'X-Request-Id',
    value: '{{$guid}}',
    description: 'An ID of yours for this request, which the log and the response repeat',
    disabled: true,
  },
  {
    key: 'Stripe-Account',
    value: 'acct_123',
    description: 'Acts for a connected account; the key needs "connect": true',
    disabled: true,
  },
]

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What an input may be, in a sentence. */
function explain({ description, restriction }: CatalogueInput): string {
  return restriction === null ? `${description}.` : `${description}. ${restriction}.`
}

/** The inputs that a request leaves out, as a table; those of every endpoint of Stripe's besides are too many. */
function describeOptional(inputs: readonly CatalogueInput[]): string {
  if (inputs.length === 0) return ''
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const rows = inputs.map((input) => {
    const example = JSON.stringify({ [input.name]: input.example }).slice(1, -1)
    return `| \`${cell(example)}\` | ${cell(explain(input))} |`
  })
  return `\n\nFurther inputs:\n\n| input | meaning |\n|---|---|\n${rows.join('\n')}`
}

/** The script that checks a response and sets variables. */
function scriptOf(keep: CollectionRequest['keep']): string[] {
  return [
    "pm.test('the status is 200', () => pm.response.to.have.status(200))",
    ...Object.entries(keep).map(([variable, path]) => {
      const value = path
        .split('.')
        .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
        .join('')
      return `pm.collectionVariables.set('${variable}', pm.response.json()${value})`
    }),
  ]
}

function itemOf({ action, entry, purpose, input, keep }: CollectionRequest, used: ReadonlySet<string>) {
  const kept = Object.fromEntries(Object.entries(keep).filter(([variable]) => used.has(variable)))
  const isRead = action.effect === 'read'
  const optional = entry.inputs.filter(({ name, additional }) => !additional && !(name in input))
  const url = { host: ['{{baseUrl}}'], path: ['actions', action.name] }
  const given = Object.entries(input).map(([key, value]) => {
    const described = entry.inputs.find(({ name }) => name === key)
    return { key, value: textOf(value), ...(described && { description: explain(described) }) }
  })
  const raw = `{{baseUrl}}/actions/${action.name}`
  const query = given.map(({ key, value }) => `${key}=${value}`).join('&')
  const request = isRead
    ? {
        method: 'GET',
        header: OPTIONAL_HEADERS,
        url: {
          raw: query ? `${raw}?${query}` : raw,
          ...url,
          query: [
            ...given,
            ...optional.map((one) => ({
              key: one.name,
              value: textOf(one.example),
              description: explain(one),
              disabled: true,
            })),
          ],
        },
      }
    : {
        method: 'POST',
        header: [
          { key: 'Content-Type', value: 'application/json' },
          ...(action.method === 'POST'
            ? [
                {
                  key: 'Idempotency-Key',
                  value: '{{$guid}}',
                  description: 'The same key again repeats nothing: Stripe returns its first response',
                },
              ]
            : []),
          ...OPTIONAL_HEADERS,
        ],
        body: { mode: 'raw', raw: JSON.stringify(input, null, 2), options: { raw: { language: 'json' } } },
        url: { raw, ...url },
      }
  return {
    name: purpose === undefined ? action.name : `${action.name}, for ${purpose}`,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: scriptOf(kept) } }],
    request: {
      ...request,
      description: `${entry.description}\n\nCalls \`${action.endpoint}\`: ${entry.docs}${isRead ? '' : describeOptional(optional)}`,
    },
    response: [],
  }
}

/** Those that create come first, then in the order of the registry. */
function inOrder(actions: readonly Action[]): Action[] {
  const rank = ({ name, effect }: Action) => (/^create-/.test(name) ? 0 : effect === 'destructive' ? 2 : 1)
  return actions.toSorted((a, b) => rank(a) - rank(b))
}

/** The collection of some actions for Postman, in its format 2.1. */
export function collectionOf(actions: readonly Action[], catalogue: Catalogue, version: string) {
  const resources = Map.groupBy(actions, ({ docs }) => docs.resource)
  const requests = new Requests(actions, catalogue.actions)
  const places = [...resources].map(([name, all]) => {
    const before = requests.placed.length
    for (const action of inOrder(all)) requests.add(action.name)
    return { name, placed: requests.placed.slice(before) }
  })
  const variables = new Set(requests.placed.flatMap(({ input }) => variablesIn(input)))
  const folders = places.flatMap(({ name, placed }) =>
    placed.length === 0 ? [] : [{ name, item: placed.map((one) => itemOf(one, variables)) }],
  )
  const omitted = actions.flatMap(({ name }) => {
    const reason = requests.omitted.get(name)
    return reason === undefined ? [] : [`- \`${name}\`: ${reason}`]
  })
  return {
    info: {
      name: 'Stripe Actions',
      description: [
        'Every action, in an order in which each request finds what it needs: requests set the variables of those that follow. Run the collection as a whole, or a folder, from its top.',
        'Set `baseUrl` and `key` in its variables. They are those of `npm start`, whose local Stripe needs no account. Run it in test mode only: it creates, pays, refunds and deletes.',
        ...(omitted.length > 0 ? [`Left out:\n\n${omitted.join('\n')}`] : []),
      ].join('\n\n'),
      version,
      schema: SCHEMA,
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{key}}', type: 'string' }] },
    variable: [
      ...Object.entries(LOCAL).map(([key, value]) => ({ key, value })),
      ...[...variables].sort().map((key) => ({ key, value: '' })),
    ],
    item: folders,
  }
}
