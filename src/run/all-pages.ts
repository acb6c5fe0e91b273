import { PAGE_SIZE } from '../action/paging.ts'
import { ActionError } from '../errors.ts'
import { isObject } from '../json.ts'
import type { StripeRequest } from '../stripe/request.ts'
import { StripeResponse } from '../stripe/response.ts'
import type { StripeSession } from '../stripe/session.ts'
import { findData, type Span } from './list-spans.ts'

/** Maximum number of objects that `all: true` reads. */
const OBJECTS_LIMIT = 1_000
/** `all: true` reads no further page beyond this many bytes: an isolate has 128 MB for all of its calls. */
const BYTES_LIMIT = 4 * 1024 * 1024

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** A page of a list or search, with its objects as raw bytes. */
interface Page {
  /** The JSON of the objects, separated by commas. */
  readonly objects: Uint8Array
  readonly count: number
  /** The list's other fields. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The parameter that asks for the page after this one. */
  readonly next: Record<string, string> | undefined
}

function notAList(): ActionError {
  return new ActionError(
    502,
    'stripe_bad_response',
    'Stripe returned something other than a list. Nothing was changed. Try again.',
  )
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw notAList()
  }
}

function pageOf(json: Uint8Array): Page {
  const found = findData(json)
  if (!found) throw notAList()
  const { data, last, count } = found
  const textOf = ([start, end]: Span) => decoder.decode(json.subarray(start, end))
  const { data: _, ...fields } = fieldsOf(parse(`${textOf([0, data[0]])}${textOf([data[1], json.length])}`))
  if (typeof fields['object'] !== 'string' || fields['error']) throw notAList()
  const id = last && fieldsOf(parse(textOf(last)))['id']
  const cursor = typeof id === 'string' ? { starting_after: id } : undefined
  const next = typeof fields['next_page'] === 'string' ? { page: fields['next_page'] } : cursor
  return { objects: json.subarray(...data), count, fields, next }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw notAList()
  return value
}

/** One list of the objects of several pages, with the other fields of the last page. */
function* listOf(pages: readonly Page[], fields: Page['fields']): Generator<Uint8Array> {
  yield encoder.encode(`${JSON.stringify(fields).slice(0, -1)},"data":[`)
  const comma = encoder.encode(',')
  for (const [index, { objects }] of pages.filter(({ count }) => count > 0).entries()) {
    if (index > 0) yield comma
    yield objects
  }
  yield encoder.encode(']}')
}

function streamOf(chunks: Iterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const { done, value } = chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}

/**
 * Reads page after page and returns their objects as one list with Stripe's own fields; `has_more` says whether Stripe
 * has more objects.
 *
 * @param whole Returns the list as text instead of a stream, which needs less memory.
 * @see {@link https://docs.stripe.com/api/pagination}
 */
export async function readAllPages(
  request: StripeRequest,
  session: StripeSession,
  whole: boolean,
): Promise<StripeResponse> {
  const pages: Page[] = []
  let [objects, bytes] = [0, 0]
  let cursor: Record<string, string> | undefined = {}
  for (;;) {
    const params: StripeRequest['params'] = { ...request.params, limit: PAGE_SIZE, ...cursor }
    const response = await session.request({ ...request, params, reading: 'bytes' })
    const page = pageOf(response.bytes)
    pages.push(page)
    objects += page.count
    bytes += page.objects.length
    cursor = page.next
    const isLast = page.fields['has_more'] !== true || cursor === undefined
    if (isLast || objects >= OBJECTS_LIMIT || bytes >= BYTES_LIMIT) {
      const body = streamOf(listOf(pages, page.fields))
      return new StripeResponse(response, whole ? await new Response(body).text() : body)
    }
  }
}
