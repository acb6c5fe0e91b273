import type { CatalogueAction } from '../../src/action/catalogue.ts'
import { bodyOf, type Draft } from '../draft.ts'
import { IS_LOOPBACK } from '../key.ts'
import { type Call, creatorFor, useTab } from '../tab.ts'
import { idsIn } from './examples.ts'
import { aKind } from './objects.ts'
import { isRecord } from './schema.ts'

/** Why Stripe refuses a call, as far as plain words can say, and what to create so that it accepts it. */
export function Explanation({
  action,
  call,
  draft,
  setDraft,
}: {
  action: CatalogueAction
  call: Call | undefined
  /** What the form holds by now, and how to change it. */
  draft: Draft
  setDraft(draft: Draft): void
}) {
  const tab = useTab()
  const answer = call?.outcome?.answer
  const error = isRecord(answer?.body) ? answer.body['error'] : undefined
  if (!call || !answer || answer.ok || !isRecord(error)) return null
  if (IS_LOOPBACK && String(error['message']).startsWith('Unrecognized request URL')) {
    return (
      <p class="note">
        The local Stripe does not serve this endpoint, so the action cannot be tried here. With a key of Stripe’s test
        mode, the same call goes to Stripe itself.
      </p>
    )
  }
  // What the form itself marks as wrong has nothing to do with objects.
  if (![400, 402, 404].includes(answer.status) || Array.isArray(error['issues'])) return null
  const sent = bodyOf(action, call.draft)
  const named = action.inputs.flatMap(({ name, schema, required }) =>
    name === 'id' && !required ? [] : idsIn(schema, tab.catalogue.shapes, sent[name], name),
  )
  const message = String(error['message'])
  const lacking = error['code'] === 'balance_insufficient' ? ['payment_intent'] : tab.objects.kindsIn(message)
  const wanted = [...named, ...lacking.map((kind) => ({ kind, path: '' }))]
  const makers = [...new Map(wanted.map((one) => [one.kind, one])).keys()].flatMap((kind) => {
    const maker = tab.objects.creator(kind)
    return maker ? [{ kind, maker, path: named.find((one) => one.kind === kind)?.path ?? '' }] : []
  })
  const create = creatorFor(tab, draft, setDraft)
  return (
    <div class="note">
      <p>
        Stripe rejected this call. Change the inputs that the form marks
        {makers.length > 0 ? ', or create what is missing:' : '.'}
      </p>
      <p class="row">
        {makers.map(({ kind, path, maker }) => (
          <button key={kind} type="button" class="small" onClick={() => create(maker.name, path)}>
            Create {aKind(kind)}
          </button>
        ))}
      </p>
    </div>
  )
}
