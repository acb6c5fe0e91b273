import { aggregated, meterEvents } from '../billing/usage.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid, missing, noSuch } from '../engine/errors.ts'
import { limited } from '../engine/formats.ts'
import { pageOf } from '../engine/lists.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Answer, Objects, Page, Params } from '../engine/types.ts'
import { DAY, HOUR } from '../time.ts'

type Meter = Objects['billing.meter']
type MeterEvent = Objects['billing.meter_event']
type Summary = Objects['billing.meter_event_summary']

const MAX_LENGTH = 100
const DEFAULT_CUSTOMER_KEY = 'stripe_customer_id'
const DEFAULT_VALUE_KEY = 'value'

/** How old an event may be, and how far ahead, in seconds. */
const MOST_PAST = 35 * DAY
const MOST_AHEAD = 5 * 60

/** Within which an identifier counts once, and an event can be cancelled, in seconds. */
const MEMORY = DAY

const activeMeter = (context: Context, name: string): Meter | undefined =>
  context.all('billing.meter', { event_name: name, status: 'active' })[0]

function createMeter(context: Context, params: Params<'POST /v1/billing/meters'>): Meter {
  const name = limited(params.event_name, MAX_LENGTH, 'event_name')
  if (activeMeter(context, name)) {
    throw invalid(`There is already an active meter with the event name \`${name}\`.`, {
      code: 'resource_already_exists',
      param: 'event_name',
    })
  }
  return context.create<'billing.meter'>({
    id: context.newId('billing.meter'),
    object: 'billing.meter',
    created: context.now,
    customer_mapping: {
      event_payload_key: params.customer_mapping?.event_payload_key ?? DEFAULT_CUSTOMER_KEY,
      type: 'by_id',
    },
    default_aggregation: { formula: params.default_aggregation.formula },
    display_name: limited(params.display_name, MAX_LENGTH, 'display_name'),
    event_name: name,
    event_time_window: params.event_time_window ?? null,
    livemode: false,
    status: 'active',
    status_transitions: { deactivated_at: null },
    updated: context.now,
    value_settings: { event_payload_key: params.value_settings?.event_payload_key ?? DEFAULT_VALUE_KEY },
  })
}

function setActive(context: Context, id: string, isActive: boolean): Meter {
  const before = context.get('billing.meter', id)
  if ((before.status === 'active') === isActive) {
    throw invalid(`The meter ${id} is already ${isActive ? 'active' : 'inactive'}.`)
  }
  if (isActive && activeMeter(context, before.event_name)) {
    throw invalid(`There is already an active meter with the event name \`${before.event_name}\`.`)
  }
  return context.update<'billing.meter'>({
    ...before,
    status: isActive ? 'active' : 'inactive',
    status_transitions: { deactivated_at: isActive ? null : context.now },
    updated: context.now,
  })
}

/** https://docs.stripe.com/api/billing/meter */
export const meter = resource({
  object: 'billing.meter',
  title: 'billing meter',
  prefix: 'mtr_test_',
  events: {
    created: 'billing.meter.created',
    updated: 'billing.meter.updated',
    changesStandAlone: true,
    changes: (before, { status }) => {
      if (!before || before.status === status) return []
      return [status === 'active' ? 'billing.meter.reactivated' : 'billing.meter.deactivated']
    },
  },
  index: ({ event_name, status }) => ({ event_name, status }),
  operations: [
    operation('POST /v1/billing/meters', createMeter),
    operation('POST /v1/billing/meters/{id}', (context, params, id = '') => {
      const after = changed(context.get('billing.meter', id), params, ['display_name'])
      limited(after.display_name, MAX_LENGTH, 'display_name')
      return context.update<'billing.meter'>({ ...after, updated: context.now })
    }),
    operation('POST /v1/billing/meters/{id}/deactivate', (context, _params, id = '') => setActive(context, id, false)),
    operation('POST /v1/billing/meters/{id}/reactivate', (context, _params, id = '') => setActive(context, id, true)),
    operation('GET /v1/billing/meters/{id}/event_summaries', (context, params, id = '') =>
      summaries(context, id, params),
    ),
    retrieve('GET /v1/billing/meters/{id}', 'billing.meter'),
    list('GET /v1/billing/meters', 'billing.meter', ({ status }) => ({ status })),
  ],
})

/** What is kept with an event and never shown. */
interface Report {
  meter: string
  customer: string
  /** When it came in, in Unix seconds of real time or of the customer's test clock. */
  receivedAt: number
}

const asReport = (hidden: unknown) => hidden as Report

function payloadValue(payload: MeterEvent['payload'], key: string): string {
  const value = payload[key]
  if (value === undefined) throw missing(`payload[${key}]`)
  return value
}

/** The time in which a customer lives, in Unix seconds. */
function timeOf(context: Context, { test_clock: clock }: Objects['customer']): number {
  return context.store.find('test_helpers.test_clock', clock ?? '')?.frozen_time ?? context.now
}

function checkTimestamp(timestamp: number, now: number) {
  const param = 'timestamp'
  if (timestamp > now + MOST_AHEAD) {
    throw invalid('The timestamp must not be more than 5 minutes in the future.', { param })
  }
  if (timestamp < now - MOST_PAST) {
    throw invalid('The timestamp must be within the past 35 calendar days.', { param })
  }
}

/** An event that came in under an identifier in the last day. */
function recentEvent(context: Context, identifier: string, now: number): MeterEvent | undefined {
  return context
    .all('billing.meter_event', { identifier })
    .find(({ id }) => asReport(context.store.private('billing.meter_event', id)).receivedAt > now - MEMORY)
}

const asAnswer = ({ id: _id, ...event }: MeterEvent): Answer => event

/** Stripe counts events some time later; here they count at once. */
function report(context: Context, params: Params<'POST /v1/billing/meter_events'>): Answer {
  const { event_name: name, payload } = params
  const of = activeMeter(context, name)
  if (!of) throw invalid(`No active meter found for event name "${name}".`, { param: 'event_name' })
  const key = of.customer_mapping.event_payload_key
  const customer = context.get('customer', payloadValue(payload, key), `payload[${key}]`)
  if (of.default_aggregation.formula !== 'count') {
    const valueKey = of.value_settings.event_payload_key
    const value = payloadValue(payload, valueKey)
    if (!/^[+-]?\d+(\.\d{1,12})?$/.test(value)) {
      throw invalid(`Invalid decimal: ${value}; must be a number with at most 12 decimal places.`, {
        param: `payload[${valueKey}]`,
      })
    }
  }
  const now = timeOf(context, customer)
  const timestamp = params.timestamp ?? now
  checkTimestamp(timestamp, now)
  const identifier = limited(params.identifier ?? crypto.randomUUID(), MAX_LENGTH, 'identifier')
  if (recentEvent(context, identifier, now)) {
    throw invalid(`An event already exists with identifier ${identifier}.`, { param: 'identifier' })
  }
  const event: MeterEvent = {
    id: context.newId('billing.meter_event'),
    object: 'billing.meter_event',
    created: now,
    event_name: name,
    identifier,
    livemode: false,
    payload,
    timestamp,
  }
  const hidden: Report = { meter: of.id, customer: customer.id, receivedAt: now }
  // Ordered by the time of the usage, which is what it is added up by.
  context.store.insert(event, timestamp, hidden)
  return asAnswer(event)
}

/** Takes an event back that came in within the last day. */
function cancelEvent(context: Context, params: Params<'POST /v1/billing/meter_event_adjustments'>): Answer {
  const { event_name: name, type } = params
  const identifier = params.cancel?.identifier
  if (identifier === undefined) throw missing('cancel[identifier]')
  const event = context.all('billing.meter_event', { identifier }).at(-1)
  const param = 'cancel[identifier]'
  if (!event || event.event_name !== name) throw noSuch('meter event', identifier, param, false)
  const { customer, receivedAt } = asReport(context.store.private('billing.meter_event', event.id))
  const owner = context.store.find('customer', customer)
  if (receivedAt <= (owner ? timeOf(context, owner) : context.now) - MEMORY) {
    throw invalid('You can only cancel events within 24 hours of when they were received.', { param })
  }
  context.store.remove('billing.meter_event', event.id)
  return {
    object: 'billing.meter_event_adjustment',
    cancel: { identifier },
    event_name: name,
    livemode: false,
    status: 'pending',
    type,
  }
}

/** https://docs.stripe.com/api/billing/meter-event */
export const meterEvent = resource({
  object: 'billing.meter_event',
  title: 'meter event',
  prefix: 'mtre_',
  index: ({ identifier }, hidden) => ({
    identifier,
    usage: `${asReport(hidden).meter} ${asReport(hidden).customer}`,
  }),
  operations: [
    operation('POST /v1/billing/meter_events', report),
    operation('POST /v1/billing/meter_event_adjustments', cancelEvent),
  ],
})

type SummaryParams = Params<'GET /v1/billing/meters/{id}/event_summaries'>

const WINDOWS: Record<string, number> = { hour: HOUR, day: DAY }

function checkAligned({ end_time: end, start_time: start, value_grouping_window: window }: SummaryParams) {
  const step = WINDOWS[window ?? ''] ?? 60
  for (const [param, time] of Object.entries({ start_time: start, end_time: end })) {
    if (time % step === 0) continue
    throw invalid(`This value must be aligned with ${window ?? 'minute'} boundaries.`, { param })
  }
  if (end <= start) throw invalid('end_time must be after start_time.', { param: 'end_time' })
}

/** What a customer used in a time, or in each hour or day of it with any events: the latest first. */
function summaries(context: Context, id: string, params: SummaryParams): Page {
  const of = context.get('billing.meter', id)
  const { id: customer } = context.get('customer', params.customer, 'customer')
  checkAligned(params)
  const { end_time: end, start_time: start } = params
  const events = meterEvents(context, of, customer, start, end)
  const step = WINDOWS[params.value_grouping_window ?? '']
  const windows =
    step === undefined
      ? new Map([[start, events]])
      : Map.groupBy(events, ({ timestamp }) => Math.floor(timestamp / step) * step)
  const all = [...windows]
    .sort(([a], [b]) => b - a)
    .map(([since, within]): Summary => {
      const until = step === undefined ? end : since + step
      return {
        id: `mtrusg_test_${[id.slice(-8), customer.slice(-8), since.toString(36), until.toString(36)].join('')}`,
        object: 'billing.meter_event_summary',
        aggregated_value: aggregated(of, within),
        end_time: until,
        livemode: false,
        meter: id,
        start_time: since,
      }
    })
  const { data, hasMore } = pageOf(all, params, 'meter event summary')
  return { object: 'list', of: 'billing.meter_event_summary', data, has_more: hasMore, url: context.path }
}

/** https://docs.stripe.com/api/billing/meter-event-summary */
export const meterEventSummary = resource({
  object: 'billing.meter_event_summary',
  title: 'meter event summary',
  prefix: 'mtrusg_test_',
  operations: [],
})
