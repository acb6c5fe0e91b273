/** Pairs of a form that hold a value, named as Stripe names nested ones: `items[0][price]`. */
function pairsOf(name: string, value: unknown): [string, string][] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null) return [[name, value === null ? '' : String(value)]]
  return Object.entries(value).flatMap(([key, held]) => pairsOf(`${name}[${key}]`, held))
}

/** Parameters as a query string, as the SDK writes those of a GET or DELETE: its `rawRequest` takes none for these. */
export function queryOf(params: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(params).flatMap(([name, value]) => pairsOf(name, value))
  return new URLSearchParams(pairs).toString()
}
