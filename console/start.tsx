import { DEMO_KEY, IS_LOOPBACK } from './key.ts'
import { linkTo } from './route.ts'
import { useTab } from './tab.ts'
import { Effect, Own } from './tags.tsx'

/** What to do first. */
export function Start() {
  const { catalogue } = useTab()
  const resources = [...new Set(catalogue.actions.map(({ resource }) => resource))]
  return (
    <article class="start">
      <h1>Run a Stripe action</h1>
      <ol>
        <li>
          Enter a key above.{' '}
          {IS_LOOPBACK ? (
            <>
              On your own machine it is <code>{DEMO_KEY}</code>.
            </>
          ) : (
            <>
              Whoever runs this Worker makes one with <code>npm run key</code>.
            </>
          )}
        </li>
        <li>
          Open <a href="#create-product">create-product</a>, give it a name, and run it.
        </li>
        <li>Copy the settings beside the form into your WeWeb backend workflow.</li>
      </ol>
      <p>
        Every action takes a JSON object and answers Stripe’s own object. All of them are in{' '}
        <a href="/openapi.json">openapi.json</a>, for Postman, Retool and other tools, and as data at{' '}
        <a href="/actions">/actions</a>.
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
      <p>Close this tab and go on in the one that you came from: the next step shows what became of it.</p>
      <p>
        <a href="#start">Stay here instead</a>
      </p>
    </article>
  )
}
