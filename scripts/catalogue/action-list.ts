import type { Action } from '../../src/action/define.ts'

const EFFECTS = { read: 'reads', write: 'writes', destructive: 'cannot be undone' } as const

function tableOf(actions: readonly Action[]): string {
  const rows = actions.map(
    ({ name, endpoint, docs, effect }) =>
      `| \`${name}\` | ${docs.summary} | ${EFFECTS[effect]} | [${endpoint.replaceAll('|', '\\|')}](${docs.url}) |`,
  )
  return ['| action | what it does | effect | Stripe |', '|---|---|---|---|', ...rows].join('\n')
}

function sectionsOf(actions: readonly Action[]): string {
  const resources = [...new Set(actions.map(({ docs }) => docs.resource))]
  return resources
    .map((resource) => `### ${resource}\n\n${tableOf(actions.filter(({ docs }) => docs.resource === resource))}`)
    .join('\n\n')
}

/** The list of all actions as Markdown, WeWeb's own first. */
export function actionListOf(actions: readonly Action[], reference: readonly Action[]): string {
  const further = actions.filter((action) => !reference.includes(action))
  return `# Actions

Every action, by the kind of object that it is about. \`npm run generate\` writes this page.

## WeWeb's own

${sectionsOf(reference)}

## More

${sectionsOf(further)}
`
}
