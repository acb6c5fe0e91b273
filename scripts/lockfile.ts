import * as z from 'zod/mini'

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.optional(z.string()),
      integrity: z.optional(z.string()),
      link: z.optional(z.boolean()),
    }),
  ),
})

const REGISTRY = 'https://registry.npmjs.org/'

/**
 * What of a package-lock.json would install something else than the registry's own package as it was when it was locked:
 * an address that is not the registry's, or a package without its SHA-512.
 */
export function flawsOf(lockfile: string): string[] {
  const { packages } = Lockfile.parse(JSON.parse(lockfile))
  return Object.entries(packages).flatMap(([path, { resolved, integrity, link }]) => {
    // The project itself, and its workspaces.
    if (link || !path.includes('node_modules/')) return []
    return [
      ...(resolved === undefined || resolved.startsWith(REGISTRY) ? [] : [`${path} comes from ${resolved}`]),
      ...(integrity?.startsWith('sha512-') ? [] : [`${path} has no SHA-512`]),
    ]
  })
}
