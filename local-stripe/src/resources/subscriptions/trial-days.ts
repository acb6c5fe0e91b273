import { invalid } from '../../engine/errors.ts'

const MOST = 730

/** @throws StripeError for a trial of less than a day, or of more than two years */
export function checkTrialDays(days: number, param: string) {
  if (days < 1) throw invalid('The minimum number of trial period days is 1.', { param })
  if (days > MOST) throw invalid(`The maximum number of trial period days is ${MOST} (2 years).`, { param })
}
