import type { CatalogueAction } from '../src/action/catalogue.ts'

/** What an action does, as a tag. */
export function Effect({ effect }: Pick<CatalogueAction, 'effect'>) {
  return <span class={`effect ${effect}`}>{effect}</span>
}

/** Marks WeWeb's own actions. */
export function Own({ weweb }: Pick<CatalogueAction, 'weweb'>) {
  return weweb ? (
    <span class="tag" title="One of the actions of WeWeb’s own Stripe plugin">
      WeWeb
    </span>
  ) : null
}
