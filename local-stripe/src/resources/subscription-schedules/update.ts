import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Params } from '../../engine/types.ts'
import { advance, enterPhase } from './advance.ts'
import { checkServed, settingsFrom } from './create.ts'
import { type Phase, phasesFrom, type Schedule } from './phases.ts'

type UpdateParams = Params<'POST /v1/subscription_schedules/{id}'>

/** @throws StripeError for a schedule that is over */
export function checkRunning({ id, status }: Schedule, verb: string) {
  if (status === 'not_started' || status === 'active') return
  throw invalid(
    `You cannot ${verb} a subscription schedule that is currently in the \`${status}\` status. You can only ${verb} ` +
      `${id} in these statuses: not_started, active.`,
  )
}

/** The phases that a request gives in place of the present one and those to come; those that are over stay. */
function phasesOf(context: Context, { current_phase: current, phases }: Schedule, params: UpdateParams): Phase[] {
  if (!params.phases) return phases
  const currency = phases[0]?.currency
  if (!current) {
    const [first] = params.phases
    const start = typeof first?.start_date === 'number' ? first.start_date : (phases[0]?.start_date ?? context.now)
    return phasesFrom(
      context,
      params.phases,
      first?.start_date !== undefined && typeof first.start_date !== 'number' ? context.now : start,
      currency,
    )
  }
  const given = params.phases.filter(
    ({ start_date: start }) => typeof start !== 'number' || start >= current.start_date,
  )
  const [first] = given
  if (!first || (first.start_date !== undefined && first.start_date !== current.start_date)) {
    throw invalid('The first phase must be the current one: its start date is that of the current phase.', {
      param: 'phases[0][start_date]',
    })
  }
  const past = phases.filter((phase) => phase.end_date <= current.start_date)
  return [...past, ...phasesFrom(context, given, current.start_date, currency)]
}

/** What of a phase is billed. */
const billed = ({ discounts, items, trial_end: trial }: Phase) => JSON.stringify({ discounts, items, trial })

/**
 * Changes a schedule; what changes of the current phase holds at once.
 * https://docs.stripe.com/api/subscription_schedules/update
 */
export function update(context: Context, id: string, params: UpdateParams): Schedule {
  const before = context.get('subscription_schedule', id)
  checkRunning(before, 'update')
  checkServed(params)
  const phases = phasesOf(context, before, params)
  const phase = phases.find((each) => each.start_date === before.current_phase?.start_date)
  const after = context.update<'subscription_schedule'>({
    ...changed(before, params, ['end_behavior']),
    ...(phase && { current_phase: { end_date: phase.end_date, start_date: phase.start_date } }),
    default_settings: settingsFrom(before.default_settings, params.default_settings),
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    phases,
  })
  const was = before.phases.find((each) => each.start_date === phase?.start_date)
  const endsOtherwise =
    before.end_behavior !== after.end_behavior || before.phases.at(-1)?.end_date !== phases.at(-1)?.end_date
  if (phase && was && phase.end_date > context.now && (billed(was) !== billed(phase) || endsOtherwise)) {
    enterPhase(context, after, { before: was, phase, prorations: params.proration_behavior ?? 'create_prorations' })
  }
  return advance(context, id)
}
