import { invalid } from './errors.ts'

/** A value of a form: text, or named values below it. */
export type FormValue = string | FormMap
export type FormMap = Map<string, FormValue>

const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/

/**
 * Reads Stripe's form encoding, in which brackets nest: `items[0][price]=x`, and `expand[]=x` appends.
 * Which maps are arrays only the parameter's type says, so that is left to its check.
 */
export function parseForm(text: string): FormMap {
  const root: FormMap = new Map()
  for (const [name, value] of new URLSearchParams(text)) {
    const match = NAME.exec(name)
    if (!match) throw invalid(`Invalid parameter name: ${name}`, { param: name })
    const path = [match[1] ?? '', ...(match[2] ?? '').slice(1, -1).split('][')]
    if (match[2] === '') path.pop()
    set(root, path, value)
  }
  return root
}

function set(root: FormMap, path: string[], value: string) {
  let map = root
  path.forEach((step, depth) => {
    const key = step === '' ? String(map.size) : step
    if (depth === path.length - 1) {
      map.set(key, value)
      return
    }
    const below = map.get(key)
    if (below instanceof Map) {
      map = below
      return
    }
    const created: FormMap = new Map()
    map.set(key, created)
    map = created
  })
}
