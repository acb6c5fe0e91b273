/** Writes `public/actions.json` and `public/openapi.json` from the declarations of the actions. */
import { writeFileSync } from 'node:fs'
import { actions } from '../handlers/index.ts'
import manifest from '../package.json' with { type: 'json' }
import { API_VERSION } from '../src/stripe/stripe.ts'
import { catalogueOf } from './catalogue/catalogue.ts'
import { openapiOf } from './catalogue/openapi.ts'

const catalogue = catalogueOf(actions)
const files = {
  'public/actions.json': JSON.stringify(catalogue),
  'public/openapi.json': JSON.stringify(
    openapiOf(catalogue, { version: manifest.version, apiVersion: API_VERSION }),
    null,
    1,
  ),
}
for (const [path, text] of Object.entries(files)) writeFileSync(path, `${text}\n`)
