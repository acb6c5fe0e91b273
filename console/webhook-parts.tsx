import { Verdict } from './answer.tsx'
import type { Answer, Outcome } from './call.ts'

/** Who asks, and how to ask for a key. */
export interface Access {
  /** The key, and whether it is known to be a good one. */
  readonly credential: { readonly key: string; readonly known: boolean }
  readonly isLive: boolean
  askForKey(): void
}

/** The body of a good answer; the Worker's code is held to the same types. */
export function readAs<Body>({ body }: Answer): Body {
  return body as Body
}

/** What went wrong with a call, and what to do where a right is lacking. */
export function CallVerdict({ outcome, right }: { outcome: Outcome; right: string }) {
  return (
    <>
      <Verdict {...outcome} />
      {outcome.answer?.status === 403 && (
        <p class="hint">
          Its entry in API_KEYS must allow <code>{right}</code>.
        </p>
      )}
    </>
  )
}
