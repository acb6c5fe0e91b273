import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'

/**
 * The ids of the tax rates that a request names.
 *
 * @param present those that are in their place already, which may be archived by now
 * @throws StripeError `resource_missing`, or for one that is archived
 */
export function taxRateIds(
  context: Context,
  ids: string[] | null | undefined,
  param: string,
  present: string[] = [],
): string[] {
  return (ids ?? []).map((id, index) => {
    const name = `${param}[${index}]`
    const { active } = context.get('tax_rate', id, name)
    if (active || present.includes(id)) return id
    throw invalid(`The tax rate ${id} is archived and cannot be used here.`, { param: name })
  })
}

const CHANGEABLE = ['active', 'country', 'description', 'display_name', 'jurisdiction', 'state', 'tax_type'] as const

/** https://docs.stripe.com/api/tax_rates */
export const taxRate = resource<'tax_rate'>({
  object: 'tax_rate',
  title: 'tax rate',
  prefix: 'txr_',
  events: { created: 'tax_rate.created', updated: 'tax_rate.updated' },
  index: ({ active, inclusive }) => ({ active, inclusive }),
  operations: [
    operation('POST /v1/tax_rates', (context, params): Objects['tax_rate'] => {
      const { percentage } = params
      if (percentage < 0 || percentage > 100) {
        throw invalid('Invalid decimal: must be greater than or equal to 0 and less than or equal to 100.', {
          param: 'percentage',
        })
      }
      return context.create<'tax_rate'>({
        id: context.newId('tax_rate'),
        object: 'tax_rate',
        active: params.active ?? true,
        country: params.country ?? null,
        created: context.now,
        description: params.description ?? null,
        display_name: params.display_name,
        effective_percentage: percentage,
        flat_amount: null,
        inclusive: params.inclusive,
        jurisdiction: params.jurisdiction ?? null,
        jurisdiction_level: null,
        livemode: false,
        metadata: mergeMetadata({}, params.metadata),
        percentage,
        rate_type: 'percentage',
        state: params.state ?? null,
        tax_type: params.tax_type ?? null,
      })
    }),
    operation('POST /v1/tax_rates/{id}', (context, params, id = '') => {
      const before = context.get('tax_rate', id)
      return context.update<'tax_rate'>({
        ...changed(before, params, CHANGEABLE),
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      })
    }),
    retrieve('GET /v1/tax_rates/{id}', 'tax_rate'),
    list('GET /v1/tax_rates', 'tax_rate', ({ active, inclusive }) => ({ active, inclusive })),
  ],
})
