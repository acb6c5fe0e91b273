import { DEMO_KEY, IS_LOOPBACK } from './key.ts'
import { pageOfRecipe, RECIPES } from './recipes.ts'
import { linkTo } from './route.ts'
import { useTab } from './tab.ts'
import { Effect, Own } from './tags.tsx'

/** The recipes, and every action. */
export function Start() {
  const { catalogue, credential } = useTab()
  const resources = [...new Set(catalogue.actions.map(({ resource }) => resource))]
  return (
    <article class="start">
      <h1>What do you want to do?</h1>
      {!credential.known && (
        <p>
          First enter a key above.{' '}
          {IS_LOOPBACK ? (
            <>
              On your own machine it is <code>{DEMO_KEY}</code>.
            </>
          ) : (
            <>
              <code>npm run key</code> makes one; ask the person who deployed this Worker.
            </>
          )}
        </p>
      )}
      <ul class="recipes">
        {RECIPES.map((recipe) => (
          <li key={recipe.name}>
            <a href={linkTo(pageOfRecipe(recipe))}>{recipe.title}</a>
            <p class="hint">
              {recipe.about} {recipe.steps.length} steps.
            </p>
          </li>
        ))}
      </ul>
      <p>
        Or run a single action: search with <kbd>/</kbd> or <kbd>Ctrl</kbd> <kbd>K</kbd>. Other tools, such as Postman
        and Retool, can import <a href="/openapi.json">openapi.json</a>.
      </p>
      <div class="scroll">
        <table>
          <caption>All actions</caption>
          <thead>
            <tr>
              <th scope="col">Action</th>
              <th scope="col">What it does</th>
              <th scope="col">Effect</th>
            </tr>
          </thead>
          {resources.map((resource) => (
            <tbody key={resource}>
              <tr>
                <th scope="rowgroup" colSpan={3}>
                  {resource}
                </th>
              </tr>
              {catalogue.actions
                .filter((action) => action.resource === resource)
                .map(({ name, summary, effect, weweb }) => (
                  <tr key={name}>
                    <td>
                      <a href={linkTo(name)}>{name}</a> <Own weweb={weweb} />
                    </td>
                    <td>{summary}</td>
                    <td>
                      <Effect effect={effect} />
                    </td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </article>
  )
}

/** What an address that nothing is at shows. */
export function NotFound({ page }: { page: string | undefined }) {
  return (
    <article class="start">
      <h1>Page not found</h1>
      <p class="note">
        {page === undefined ? 'This address cannot be read: part of it is missing.' : `There is no action “${page}”.`}
      </p>
      <p>
        Search the actions with <kbd>/</kbd>, or <a href="#start">start from the beginning</a>.
      </p>
    </article>
  )
}

/** Where checkout pages lead back to. */
export function Paid() {
  return (
    <article class="start">
      <h1>Done at Stripe</h1>
      <p>Close this tab and continue in the one you came from: its next step shows the result.</p>
      <p>
        <a href="#start">Or start something new here</a>
      </p>
    </article>
  )
}
