import { headersOf } from './call.ts'
import { bodyOf, type Draft } from './draft.ts'
import type { Recipe, RecipeStep } from './recipe-types.ts'
import { pageOfStep } from './recipes.ts'
import { KEY_IN_EXAMPLES, urlOf, WEWEB_PATH, WeWebSettings } from './snippets.tsx'
import { useTab } from './tab.ts'
import { type Reference, type Results, replaceIn, valueAt } from './template.ts'

/** Where the pages of the reader's own site stand in examples. */
const SITE = 'https://yoursite.com'

/** The steps of a recipe as workflows of WeWeb, with what their forms hold. */
export function RecipeInWeWeb({ recipe, results }: { recipe: Recipe; results: Results }) {
  const { catalogue, drafts } = useTab()
  const numbered = recipe.steps.map((step, index) => ({ step, number: index + 1 }))
  const once = numbered.filter(({ step }) => step.once)

  /** What was set up is there by its ID; what a workflow makes is to be bound. */
  function bound({ name, path }: Reference): unknown {
    const found = numbered.find(({ step }) => step.name === name)
    const value = found?.step.once ? valueAt(results[name], path) : undefined
    return value ?? `‹step ${found?.number}: ${path.join('.')}›`
  }

  function bodyIn(step: RecipeStep) {
    const input = replaceIn(step.input, bound, (text) =>
      text.replace(/^\$origin\/docs(#paid)?$/, (_, paid) => `${SITE}/${paid ? 'thanks' : ''}`),
    )
    const action = catalogue.actions.find(({ name }) => name === step.action)
    const typed = drafts[pageOfStep(recipe, step)]
    return action ? bodyOf(action, { ...(input as Draft), ...typed }) : {}
  }

  return (
    <section class="card" aria-labelledby="recipe-weweb">
      <h2 id="recipe-weweb">The same steps in WeWeb</h2>
      {once.length > 0 && (
        <p>
          {once.length === 1 ? 'Step' : 'Steps'} {once.map(({ number }) => number).join(', ')}: once, here or in
          Stripe’s dashboard. The workflows below use the resulting IDs.
        </p>
      )}
      <p>
        In WeWeb, open {WEWEB_PATH}, add an <em>HTTP Request</em> action for each step below, and end the endpoint with{' '}
        <em>Send response</em>. Where a body says <code>‹step 3: id›</code>, bind that field of the result of step 3.
      </p>
      {numbered
        .filter(({ step }) => !step.once)
        .map(({ step, number }) => (
          <details key={step.name} class="within">
            <summary>
              {number}. {step.title}
            </summary>
            <WeWebSettings url={urlOf(step.action)} headers={headersOf(KEY_IN_EXAMPLES)} body={bodyIn(step)} />
            {step.open && (
              <p class="hint">
                Send <code>url</code> of the result as the response. In the page’s workflow, navigate to it as an
                external URL.
              </p>
            )}
          </details>
        ))}
    </section>
  )
}
