/** Writes the catalogue, openapi.json, the list of actions, the agents' tools and the Postman collection from the declarations of the actions. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { actions, reference } from '../handlers/index.ts'
import manifest from '../package.json' with { type: 'json' }
import { API_VERSION } from '../src/stripe/version.ts'
import { actionListOf } from './catalogue/action-list.ts'
import { catalogueOf } from './catalogue/catalogue.ts'
import { openapiOf } from './catalogue/openapi.ts'
import { collectionOf } from './catalogue/postman/collection.ts'
import { toolOf } from './catalogue/tools.ts'

const catalogue = catalogueOf(actions)
const document = openapiOf(catalogue, { version: manifest.version, apiVersion: API_VERSION })
const files = {
  'public/actions.json': JSON.stringify(catalogue),
  // The shapes of the catalogue are components there.
  'public/openapi.json': JSON.stringify(document, null, 1).replaceAll('#/shapes/', '#/components/schemas/'),
  'public/tools.json': JSON.stringify(actions.map(toolOf)),
  'docs/actions.md': actionListOf(actions, reference).trimEnd(),
  'postman/collection.json': JSON.stringify(collectionOf(actions, catalogue, manifest.version), null, 1),
}
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${text}\n`)
}
