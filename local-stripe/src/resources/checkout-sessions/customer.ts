import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { taxIdsOf } from '../tax-ids.ts'

/** Who pays, as far as it is known. */
export function customerDetails(context: Context, customer: Objects['customer'] | undefined, email: string | null) {
  if (!customer && email === null) return null
  return {
    address: customer?.address ?? null,
    business_name: customer?.business_name ?? null,
    email: customer?.email ?? email,
    individual_name: customer?.individual_name ?? null,
    name: customer?.name ?? null,
    phone: customer?.phone ?? null,
    tax_exempt: customer?.tax_exempt ?? ('none' as const),
    tax_ids: customer ? taxIdsOf(context, customer.id) : [],
  }
}
