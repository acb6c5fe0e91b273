import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { DAY } from '../../time.ts'

type Invoice = Objects['invoice']

interface DueParams {
  collection_method?: Invoice['collection_method']
  days_until_due?: number
  due_date?: number
}

/**
 * When an invoice or subscription that is sent is due.
 *
 * @throws StripeError when that is not said for one that is sent, or said for one that is charged automatically
 */
export function dueDate(context: Context, params: DueParams, before: number | null = null): number | null {
  const { collection_method: method, days_until_due: days, due_date: date } = params
  if (days !== undefined && date !== undefined) {
    throw invalid('You may only specify one of these parameters: days_until_due, due_date.', {
      code: 'parameters_exclusive',
      param: 'due_date',
    })
  }
  if (method !== 'send_invoice') {
    if ((days ?? date) === undefined) return null
    throw invalid(
      "You can only specify 'due_date' or 'days_until_due' if invoice collection method is 'send_invoice'.",
      {
        param: days === undefined ? 'due_date' : 'days_until_due',
      },
    )
  }
  if (days !== undefined && days < 0) {
    throw invalid('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param: 'days_until_due',
    })
  }
  if (days !== undefined) return context.now + days * DAY
  if (date !== undefined && date < context.now) throw invalid('due_date must be in the future.', { param: 'due_date' })
  const due = date ?? before
  if (due !== null) return due
  throw invalid("If invoice collection method is 'send_invoice', you must specify 'due_date' or 'days_until_due'.", {
    param: 'collection_method',
  })
}
