/** A page of a list, or of a search. */
export interface Page {
  readonly data: readonly { readonly id?: string }[]
  readonly has_more: boolean
  /** Of a search: what the page after it is asked for with. */
  readonly next_page?: string | null
}

type Input = Readonly<Record<string, unknown>>

/** Objects of a page when all of them are read, unless the caller says how many. */
const PAGE_SIZE = 100

/**
 * The first page of a list, which reads on page after page when it is iterated over: backwards where `ending_before` is
 * given, since that page ends where it says.
 *
 * @see {@link https://docs.stripe.com/api/pagination}
 */
export function listOf(read: (input: Input) => Promise<Page>, input: Input) {
  const { all: _, ...paged }: Input = { limit: PAGE_SIZE, ...input }
  let isIterated = false
  // A loop begins before this continues, and then wants large pages.
  const first = Promise.resolve().then(() => read(isIterated ? paged : input))
  const isBackwards = input['ending_before'] !== undefined

  async function* entries() {
    isIterated = true
    for (let page = await first; ; ) {
      const data = isBackwards ? [...page.data].reverse() : page.data
      yield* data
      const cursor = page.next_page ?? data.at(-1)?.id
      if (!page.has_more || cursor === undefined) return
      const name = page.next_page ? 'page' : isBackwards ? 'ending_before' : 'starting_after'
      page = await read({ ...paged, [name]: cursor })
    }
  }
  return Object.assign(first, { [Symbol.asyncIterator]: entries })
}
