import { useRef } from 'preact/hooks'
import type { CatalogueAction } from '../src/action/catalogue.ts'
import { Body, Verdict } from './answer.tsx'
import { NO_EXTRAS } from './call.ts'
import type { Draft } from './draft.ts'
import { ActionForm } from './form.tsx'
import { Explanation } from './forms/explain.tsx'
import { isRecord } from './forms/schema.ts'
import { UrlLink } from './readable.tsx'
import type { Recipe, RecipeStep } from './recipe-types.ts'
import { RecipeInWeWeb } from './recipe-weweb.tsx'
import { pageOfStep } from './recipes.ts'
import { linkTo } from './route.ts'
import { lastOf, type Tab, useTab } from './tab.ts'
import { fill, type Results, valueAt } from './template.ts'

/** The last good answer of each step. */
function resultsOf({ calls }: Tab, recipe: Recipe): Results {
  return Object.fromEntries(
    recipe.steps.map((step) => {
      const page = pageOfStep(recipe, step)
      return [
        step.name,
        calls.findLast((call) => call.page === page && call.outcome?.answer?.ok)?.outcome?.answer?.body,
      ]
    }),
  )
}

/** What was typed over the values that a step fills in by itself. */
function changesIn(draft: Draft, filled: Draft): Draft {
  const changed = Object.entries(draft).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(filled[name]),
  )
  return Object.fromEntries(changed)
}

/** A recipe: its steps, each a form that passes its IDs along, and the same as a workflow. */
export function RecipePage({ recipe }: { recipe: Recipe }) {
  const tab = useTab()
  const results = resultsOf(tab, recipe)
  return (
    <article class="recipe">
      <h1>{recipe.title}</h1>
      <p>{recipe.about}</p>
      <ol class="cards">
        {recipe.steps.map((step, index) => {
          const action = tab.catalogue.actions.find(({ name }) => name === step.action)
          return (
            action && (
              <li key={step.name}>
                <Step recipe={recipe} step={step} number={index + 1} action={action} results={results} />
              </li>
            )
          )
        })}
      </ol>
      <RecipeInWeWeb recipe={recipe} results={results} />
    </article>
  )
}

function Step({
  recipe,
  step,
  number,
  action,
  results,
}: {
  recipe: Recipe
  step: RecipeStep
  number: number
  action: CatalogueAction
  results: Results
}) {
  const tab = useTab()
  const page = pageOfStep(recipe, step)
  const missing = new Set<string>()
  const filled = fill(step.input, results, missing) as Draft
  const draft = { ...filled, ...tab.drafts[page] }
  const result = useRef<HTMLDivElement>(null)
  const before = recipe.steps.flatMap(({ name }, index) => (missing.has(name) ? [index + 1] : []))
  const setDraft = (changed: Draft) => tab.setDraft(page, changesIn(changed, filled))
  const last = lastOf(tab, page)
  const answer = last?.outcome?.answer
  return (
    <section aria-labelledby={`step-${step.name}`}>
      <h2 id={`step-${step.name}`}>
        {number}. {step.title}
      </h2>
      <p class="hint">{step.about}</p>
      {tab.credential.known && !action.runnable && <p class="note">Your key may not run {action.name}.</p>}
      {before.length > 0 && <p class="hint">Run step {before.join(' and ')} first: its result goes in here.</p>}
      <ActionForm
        action={action}
        page={page}
        draft={draft}
        setDraft={setDraft}
        extras={NO_EXTRAS}
        setExtras={() => {}}
        first={step.shown}
        label={step.title}
        onAnswer={() => result.current?.scrollIntoView({ block: 'nearest' })}
      />
      <div class="outcome" ref={result} aria-busy={last !== undefined && !last.outcome}>
        <div role="status">
          {last && !last.outcome && <p>Running…</p>}
          {last?.outcome && !answer?.ok && <Verdict {...last.outcome} />}
          {answer?.ok && <Success step={step} body={answer.body} />}
        </div>
        <Explanation action={action} call={last} draft={draft} setDraft={setDraft} />
        {answer?.ok && isRecord(answer.body) && (
          <>
            {step.open && typeof answer.body['url'] === 'string' && (
              <p class="row">
                <span class="leads">
                  <UrlLink url={answer.body['url']}>{step.open.label}</UrlLink>
                </span>
                <span class="hint">It opens in a new tab. {step.open.about}</span>
              </p>
            )}
            <details class="within" open={step.goal !== undefined || number === recipe.steps.length}>
              <summary>
                Result<span class="spoken"> of step {number}</span>
              </summary>
              <Body body={answer.body} />
              <p>
                <a href={linkTo(action.name, { call: last?.id })}>
                  Open this call<span class="spoken"> of step {number}</span>
                </a>
              </p>
            </details>
          </>
        )}
      </div>
    </section>
  )
}

function Success({ step: { goal }, body }: { step: RecipeStep; body: unknown }) {
  const value = goal && valueAt(body, goal.path.split('.'))
  const isReached = goal && (goal.values ? goal.values.includes(value) : Boolean(value))
  return goal ? (
    <p class={isReached ? 'done' : 'note'}>{isReached ? goal.reached : goal.missed}</p>
  ) : (
    <p class="done">Done.</p>
  )
}
