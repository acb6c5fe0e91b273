/** Stands in the script for the SDK's list of all its resources by name: see `[alias]` in wrangler.toml. */
export { OAuthResource } from './unused-sdk.ts'
