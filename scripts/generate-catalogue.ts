/** Writes `public/actions.json`, `public/openapi.json` and `public/tools.json` from the declarations of the actions. */
import { writeFileSync } from 'node:fs'
import { actions } from '../handlers/index.ts'
import manifest from '../package.json' with { type: 'json' }
import { API_VERSION } from '../src/stripe/version.ts'
import { catalogueOf } from './catalogue/catalogue.ts'
import { openapiOf } from './catalogue/openapi.ts'
import { toolOf } from './catalogue/tools.ts'

const catalogue = catalogueOf(actions)
const document = openapiOf(catalogue, { version: manifest.version, apiVersion: API_VERSION })
const files = {
  'public/actions.json': JSON.stringify(catalogue),
  // The shapes of the catalogue are components there.
  'public/openapi.json': JSON.stringify(document, null, 1).replaceAll('#/shapes/', '#/components/schemas/'),
  'public/tools.json': JSON.stringify(actions.map(toolOf)),
}
for (const [path, text] of Object.entries(files)) writeFileSync(path, `${text}\n`)
