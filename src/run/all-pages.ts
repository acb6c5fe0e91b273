import { PAGE_SIZE } from '../action/paging.ts'
import { ActionError } from '../errors.ts'
import { isObject } from '../json.ts'
import type { StripeRequest } from '../stripe/request.ts'
import { StripeResponse } from '../stripe/response.ts'
import type { StripeSession } from '../stripe/session.ts'

/** Objects that `all: true` reads at most. */
const OBJECTS_LIMIT = 1_000
/** Characters of JSON from which on `all: true` reads no further page: an isolate has 128 MB for all of its calls. */
const LENGTH_LIMIT = 4 * 1024 * 1024

/** A page of a list, or of a search. */
interface Page {
  readonly data: readonly unknown[]
  readonly has_more: boolean
  readonly next_page?: unknown
}

function pageOf({ json }: StripeResponse): Page {
  if (isObject(json) && Array.isArray(json['data']) && typeof json['has_more'] === 'boolean') {
    return { ...json, data: json['data'], has_more: json['has_more'] }
  }
  throw new ActionError(502, 'stripe_bad_response', 'Stripe returned something other than a list.')
}

/** The parameter that asks for the page after this one. */
function next({ data, next_page }: Page): Record<string, string> | undefined {
  if (typeof next_page === 'string') return { page: next_page }
  const last = data.at(-1)
  return isObject(last) && typeof last['id'] === 'string' ? { starting_after: last['id'] } : undefined
}

/**
 * Reads page after page and returns one list of all of them, in Stripe's own fields; `has_more` says whether it ends before
 * Stripe's list does.
 *
 * @see {@link https://docs.stripe.com/api/pagination}
 */
export async function readAllPages(request: StripeRequest, session: StripeSession): Promise<StripeResponse> {
  // Kept as text: as objects, 1,000 invoices would take several times the memory.
  const texts: string[] = []
  let [objects, length] = [0, 0]
  let cursor: Record<string, string> | undefined = {}
  for (;;) {
    const params = { ...request.params, limit: PAGE_SIZE, ...cursor }
    const response = await session.request({ ...request, params, whole: true })
    const page: Page = pageOf(response)
    const text = JSON.stringify(page.data).slice(1, -1)
    if (text !== '') texts.push(text)
    objects += page.data.length
    length += text.length
    cursor = next(page)
    if (!page.has_more || cursor === undefined || objects >= OBJECTS_LIMIT || length >= LENGTH_LIMIT) {
      const { data: _, ...list } = page
      const data = texts.join()
      return new StripeResponse(response, `${JSON.stringify(list).slice(0, -1)},"data":[${data}]}`)
    }
  }
}
