import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'

export type Grant = Objects['billing.credit_grant']
export type Entry = Objects['billing.credit_balance_transaction']

export const currencyOf = ({ amount: { monetary } }: Grant) => monetary?.currency ?? ''

const monetary = (grant: Grant, value: number) => ({
  monetary: { currency: currencyOf(grant), value },
  type: 'monetary' as const,
})

type Debit = NonNullable<Entry['debit']>
type Credit = NonNullable<Entry['credit']>

function record(context: Context, grant: Grant, of: Pick<Entry, 'credit' | 'debit' | 'effective_at'>): Entry {
  return context.create<'billing.credit_balance_transaction'>(
    {
      id: context.newId('billing.credit_balance_transaction'),
      object: 'billing.credit_balance_transaction',
      created: context.now,
      credit_grant: grant.id,
      livemode: false,
      test_clock: context.clock,
      type: of.credit ? 'credit' : 'debit',
      ...of,
    },
    grant.customer,
  )
}

/** Adds to what is left of a grant: what it begins with, or what an invoice used that is void. */
export const credit = (
  context: Context,
  grant: Grant,
  value: number,
  returned: Credit['credits_application_invoice_voided'] = null,
) =>
  record(context, grant, {
    credit: {
      amount: monetary(grant, value),
      credits_application_invoice_voided: returned,
      type: returned ? 'credits_application_invoice_voided' : 'credits_granted',
    },
    debit: null,
    effective_at: Math.max(context.now, grant.effective_at ?? context.now),
  })

/** Takes from what is left of a grant. */
export const debit = (
  context: Context,
  grant: Grant,
  value: number,
  of: Pick<Debit, 'type'> & Partial<Pick<Debit, 'credits_applied'>>,
) =>
  record(context, grant, {
    credit: null,
    debit: { amount: monetary(grant, value), credits_applied: of.credits_applied ?? null, type: of.type },
    effective_at: context.now,
  })

/** What is left of a grant, in the smallest unit. */
export const leftOf = (context: Context, { id }: Grant): number =>
  context
    .all('billing.credit_balance_transaction', { credit_grant: id })
    .reduce(
      (sum, entry) => sum + (entry.credit?.amount.monetary?.value ?? 0) - (entry.debit?.amount.monetary?.value ?? 0),
      0,
    )

/** Whether a grant can be used now. */
export const isUsable = ({ now }: Context, { effective_at: from, expires_at: until, voided_at: voided }: Grant) =>
  voided === null && (from ?? now) <= now && (until === null || until > now)
