/** The endpoint without the names of its path inputs, the key in the generated files: `POST /v1/prices/{}`. */
export function endpointKey(endpoint: string): string {
  return endpoint.replace(/\{\w+\}/g, '{}')
}
