/**
 * What people are told of an action or an input, for the catalogue, openapi.json and the console. wrangler.toml puts
 * `no-doc.ts` in its place, so that the script holds none of it.
 */
export function doc<T>(told: T): T {
  return told
}
