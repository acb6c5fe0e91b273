import type { ComponentChildren } from 'preact'
import type { CatalogueAction } from '../src/action/catalogue.ts'
import { isRecord, nextPage, type Outcome, type Retriever, retrieverOf } from './call.ts'
import { Copy } from './copy.tsx'
import type { Draft } from './draft.ts'
import { Scrolling } from './scrolling.tsx'

export interface Links {
  readonly retrievers: ReadonlyMap<string, Retriever>
  /** Opens the action that retrieves an object, with its ID filled in. */
  open(retriever: Retriever, id: string): void
}

/** JSON as it is pretty-printed, with a link at each ID and URL. */
function Json({ value, retrievers, open }: Links & { value: unknown }) {
  const text = JSON.stringify(value, null, 2)
  const parts: ComponentChildren[] = []
  let from = 0
  for (const { index, 0: found, 1: isName } of text.matchAll(/"(?:[^"\\]|\\.)*"(:)?/g)) {
    const link = isName ? undefined : linkOf(found, { retrievers, open })
    if (!link) continue
    parts.push(text.slice(from, index), link)
    from = index + found.length
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}

function linkOf(quoted: string, { retrievers, open }: Links): ComponentChildren {
  const text: unknown = JSON.parse(quoted)
  if (typeof text !== 'string') return undefined
  if (/^https?:\/\/\S+$/.test(text)) {
    return (
      <a href={text} target="_blank" rel="noreferrer noopener">
        {quoted}
      </a>
    )
  }
  return linkTo(text, quoted, { retrievers, open })
}

/** A link to the action that retrieves an object, if an action does. */
export function linkTo(id: string, shown: ComponentChildren, { retrievers, open }: Links) {
  const retriever = retrieverOf(id, retrievers)
  return retriever ? (
    <a href={`#${retriever.action}`} title={`Open ${retriever.action}`} onClick={() => open(retriever, id)}>
      {shown}
    </a>
  ) : undefined
}

/** What of an error is worth reading first. */
function messageOf(body: unknown): string | undefined {
  const error = isRecord(body) ? body['error'] : undefined
  return isRecord(error) && typeof error['message'] === 'string' ? error['message'] : undefined
}

/** In short, what came of a call. */
export function Verdict({ answer, failure }: Outcome) {
  if (failure) return <p class="problem">{failure}</p>
  if (!answer) return null
  return (
    <>
      <p>
        <strong class={answer.ok ? 'badge good' : 'badge bad'}>
          {answer.status} {answer.ok ? 'OK' : 'Error'}
        </strong>{' '}
        {Math.round(answer.duration)} ms{answer.replayed && ', replayed for this idempotency key'}
      </p>
      {!answer.ok && <p class="problem">{messageOf(answer.body)}</p>}
    </>
  )
}

/** The answer to a call, or the example of one before there is any. */
export function AnswerPane({
  action,
  outcome,
  running,
  onNextPage,
  ...links
}: Links & {
  action: CatalogueAction
  outcome: Outcome
  running: boolean
  onNextPage(inputs: Draft): void
}) {
  const { answer, failure } = outcome
  const next = answer && nextPage(action, answer.body)
  const body = answer ? answer.body : action.example_answer
  return (
    <section class="card answer" aria-labelledby="answer-title" aria-busy={running}>
      <h2 id="answer-title">{answer || failure ? 'Answer' : 'Example answer'}</h2>
      <div role="status">{running ? <p>Running…</p> : <Verdict {...outcome} />}</div>
      {answer && (
        <dl class="ids">
          {answer.requestId && (
            <div>
              <dt>Request</dt>
              <dd>{answer.requestId}</dd>
            </div>
          )}
          {answer.stripeRequestId && (
            <div>
              <dt>Stripe request</dt>
              <dd>{answer.stripeRequestId}</dd>
            </div>
          )}
        </dl>
      )}
      {next !== undefined && (
        <button type="button" onClick={() => onNextPage(next)} disabled={running}>
          Next page
        </button>
      )}
      {!failure && (
        <div class="code">
          <Scrolling label="Body of the answer">
            {answer ? <Json value={body} {...links} /> : JSON.stringify(body, null, 2)}
          </Scrolling>
          <Copy text={JSON.stringify(body, null, 2)} what="the answer" />
        </div>
      )}
    </section>
  )
}
