import { isKind, kindOf } from '../stripe/kinds.ts'
import { type Fields, fieldOf, optional, type Rule } from './fields.ts'
import { boolean, id, idOf, integer, text } from './readers.ts'
import { exclusive } from './rules.ts'

/** Maximum number of objects on one of Stripe's pages ({@link https://docs.stripe.com/api/pagination}). */
export const PAGE_SIZE = 100

const limit = optional(integer({ min: 1, max: PAGE_SIZE }), {
  about: 'Number of results per page',
  example: 10,
  restriction: `1–${PAGE_SIZE}`,
})

const all = (cursors: string) =>
  optional(boolean, {
    about: 'Read page after page and return one list of up to 1,000 results or 4 MiB',
    example: true,
    restriction: `true or false; not together with Limit or ${cursors}`,
  })

function cursor(kind: string, about: string, example: string) {
  return optional(isKind(kind) ? idOf(kind) : id, {
    about,
    example: `${kindOf(kind)?.prefix ?? ''}${example}`,
    restriction: 'Use an ID from the previous result',
  })
}

/** `all: true` excludes `limit` and the cursors, since it reads every page. */
function notWithAll(name: string): Rule {
  const together = exclusive(name, 'all')
  return (given) => (given['all'] === true ? together(given) : undefined)
}

/** The paging inputs of a list or search, and their rules. */
export function paging(kind: string, parameters: Fields): { input: Fields; rules: Rule[] } {
  if (fieldOf(parameters, 'page')) {
    const page = optional(text, {
      about: 'The page to return: next_page of the page before',
      example: 'WzEuMF0=',
      restriction: 'Use next_page from the previous result',
    })
    return { input: { limit, page, all: all('Page') }, rules: ['limit', 'page'].map(notWithAll) }
  }
  const cursors = {
    starting_after: cursor(kind, 'Return the results after this ID, the last one of the page before', '123'),
    ending_before: cursor(kind, 'Return the results before this ID, the first one of the page after', '456'),
  }
  return {
    input: { limit, ...cursors, all: all('a cursor') },
    rules: [exclusive('starting_after', 'ending_before'), ...['limit', ...Object.keys(cursors)].map(notWithAll)],
  }
}
