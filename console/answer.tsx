import type { ComponentChildren } from 'preact'
import type { CatalogueAction } from '../src/action/catalogue.ts'
import { nextPage, type Outcome, type Retrievers, retrieverOf } from './call.ts'
import { Copy } from './copy.tsx'
import type { Draft } from './draft.ts'
import { Explanation } from './forms/explain.tsx'
import { aKind, described } from './forms/objects.ts'
import { isRecord } from './forms/schema.ts'
import { Readable, UrlLink } from './readable.tsx'
import { linkTo } from './route.ts'
import { Scrolling } from './scrolling.tsx'
import { Steps } from './steps.tsx'
import { type Call, useTab } from './tab.ts'

/** JSON as it is pretty-printed, with a link at each ID and URL. */
function Json({ value }: { value: unknown }) {
  const { retrievers } = useTab()
  const text = JSON.stringify(value, null, 2)
  const parts: ComponentChildren[] = []
  let from = 0
  for (const { index, 0: found, 1: isName } of text.matchAll(/"(?:[^"\\]|\\.)*"(:)?/g)) {
    const link = isName ? undefined : linkIn(found, retrievers)
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

function linkIn(quoted: string, retrievers: Retrievers): ComponentChildren {
  const text: unknown = JSON.parse(quoted)
  if (typeof text !== 'string') return undefined
  if (/^https?:\/\/\S+$/.test(text)) return <UrlLink url={text}>{quoted}</UrlLink>
  const retriever = retrieverOf(text, retrievers)
  return retriever && <a href={linkTo(retriever.action, { [retriever.input]: text })}>{quoted}</a>
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

/** An object of a list, with what can be done with it. */
function Row({ object }: { object: Readonly<Record<string, unknown>> }) {
  const { retrievers } = useTab()
  const found = described(object)
  const retriever = retrievers.get(String(object['object']))
  return (
    <li>
      <p>
        {found && retriever ? (
          <a href={linkTo(retriever.action, { [retriever.input]: found.id })}>{found.title}</a>
        ) : (
          <strong>{found?.title ?? 'An object'}</strong>
        )}{' '}
        <span class="hint">{found?.more}</span>
      </p>
      {found && found.title !== found.id && (
        <p class="hint">
          <code>{found.id}</code>
        </p>
      )}
      {found ? <Steps object={object} about={found.title} /> : <Readable object={object} />}
    </li>
  )
}

/** The body of a good answer, as people read it. */
export function Body({ body }: { body: Readonly<Record<string, unknown>> }) {
  const { data } = body
  if (!Array.isArray(data)) return <Readable object={body} />
  if (data.length === 0) return <p class="hint">Nothing: the list is empty.</p>
  return (
    <ul class="rows">
      {data.filter(isRecord).map((object, index) => (
        <Row key={typeof object['id'] === 'string' ? object['id'] : index} object={object} />
      ))}
    </ul>
  )
}

function Ids({ requestId, stripeRequestId }: { requestId: string | null; stripeRequestId: string | null }) {
  const ids = Object.entries({ Request: requestId, 'Stripe request': stripeRequestId }).filter(([, id]) => id)
  return (
    <dl class="ids">
      {ids.map(([name, id]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{id}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The answer to a call, or the example of one before there is any. */
export function AnswerPane({
  action,
  call,
  draft,
  setDraft,
  onNextPage,
}: {
  action: CatalogueAction
  call: Call | undefined
  /** What the form holds, and how to change it. */
  draft: Draft
  setDraft(draft: Draft): void
  onNextPage?(inputs: Draft): void
}) {
  const { answer, failure } = call?.outcome ?? {}
  const running = call !== undefined && call.outcome === undefined
  const next = answer && nextPage(action, answer.body)
  const body = answer ? answer.body : action.example_answer
  const isObject = isRecord(body) && typeof body['object'] === 'string' && !Array.isArray(body['data'])
  return (
    <section class="card answer" aria-labelledby="answer-title" aria-busy={running}>
      <h2 id="answer-title">{answer || failure ? 'Answer' : 'Example answer'}</h2>
      <div role="status">{running ? <p>Running…</p> : <Verdict {...call?.outcome} />}</div>
      <Explanation action={action} call={call} draft={draft} setDraft={setDraft} />
      {answer?.ok && isObject && <Steps object={body} about={aKind(String(body['object'])).replace(/^an?/, 'this')} />}
      {!failure && isRecord(body) && (answer?.ok ?? true) && <Body body={body} />}
      {next !== undefined && onNextPage && (
        <button type="button" onClick={() => onNextPage(next)} disabled={running}>
          Next page
        </button>
      )}
      {!failure && (
        <details class="within" {...(answer?.ok === false && { open: true })}>
          <summary>JSON</summary>
          <div class="code">
            <Scrolling label="Body of the answer">
              {answer ? <Json value={body} /> : JSON.stringify(body, null, 2)}
            </Scrolling>
            <Copy text={JSON.stringify(body, null, 2)} what="the answer" />
          </div>
          {answer && <Ids {...answer} />}
        </details>
      )}
    </section>
  )
}
