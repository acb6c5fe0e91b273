import { useEffect, useId, useRef } from 'preact/hooks'
import type { CatalogueAction } from '../src/action/catalogue.ts'
import { useTab } from './tab.ts'

/** A call that cannot be undone, and what to do once it is wanted. */
export interface Question {
  readonly action: CatalogueAction
  readonly body: Readonly<Record<string, unknown>>
  run(): void
}

/** Asks before a call that cannot be undone. */
export function Confirmation({ question, onEnd }: { question: Question | undefined; onEnd(): void }) {
  const { isLive } = useTab()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    if (question) dialog.current?.showModal()
  }, [question])

  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onEnd}>
      <h2 id={id}>Run {question?.action.name}?</h2>
      <p>
        {question?.action.summary}: this cannot be undone{isLive ? '. This is live mode, so real money may move' : ''}.
      </p>
      <pre>{JSON.stringify(question?.body, null, 2)}</pre>
      <p class="row">
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            dialog.current?.close()
            question?.run()
          }}
        >
          Yes, run it
        </button>
      </p>
    </dialog>
  )
}
