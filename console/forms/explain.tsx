import type { CatalogueAction } from '../../src/action/catalogue.ts'
import type { Answer } from '../call.ts'
import { IS_LOOPBACK } from '../key.ts'
import { idsIn } from './examples.ts'
import { aKind, type Objects } from './objects.ts'
import { isRecord, type Shapes } from './schema.ts'

/** Why Stripe refuses a call, as far as plain words can say, and what to create so that it accepts it. */
export function Explanation({
  action,
  shapes,
  answer,
  body,
  objects,
  create,
}: {
  action: CatalogueAction
  shapes: Shapes
  answer: Answer
  body: Readonly<Record<string, unknown>>
  objects: Objects
  create(action: string, path: string): void
}) {
  const error = isRecord(answer.body) ? answer.body['error'] : undefined
  if (answer.ok || !isRecord(error)) return null
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
  const named = action.inputs.flatMap(({ name, schema, required }) =>
    name === 'id' && !required ? [] : idsIn(schema, shapes, body[name], name),
  )
  const message = String(error['message'])
  const lacking = error['code'] === 'balance_insufficient' ? ['payment_intent'] : objects.kindsIn(message)
  const wanted = [...named, ...lacking.map((kind) => ({ kind, path: '' }))]
  const makers = [...new Map(wanted.map((one) => [one.kind, one])).keys()].flatMap((kind) => {
    const maker = objects.creator(kind)
    return maker ? [{ kind, maker, path: named.find((one) => one.kind === kind)?.path ?? '' }] : []
  })
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
