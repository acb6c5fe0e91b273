import { useState } from 'preact/hooks'
import { Copy } from './copy.tsx'

/** A secret for signing deliveries, by the Standard Webhooks specification. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}

function Command({ text, what }: { text: string; what: string }) {
  return (
    <div class="command">
      <code>{text}</code>
      <Copy text={text} what={what} />
    </div>
  )
}

/** How to have events come, with the commands for this very Worker. */
function SetUp({ isLive, hasDestinations }: { isLive: boolean; hasDestinations: boolean }) {
  const [secret] = useState(newSecret)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)
  const env = isLocal ? 'local' : isLive ? 'production' : 'staging'
  const destination = {
    name: 'orders',
    url: 'https://example.com/hooks/orders',
    types: ['checkout.session.completed'],
    secret,
  }
  const json = JSON.stringify([destination])
  const at = isLocal ? '' : ` --url ${location.origin}`
  return (
    <ol>
      {!hasDestinations && (
        <li>
          Say where events go, with an address of yours, in{' '}
          <code>{isLocal ? '.dev.vars' : `.webhooks.${env}.json`}</code>:
          <Command text={isLocal ? `WEBHOOK_DESTINATIONS='${json}'` : json} what="the destination" />
        </li>
      )}
      <li>
        Make the endpoint at {isLocal ? 'the local Stripe' : 'Stripe'}
        {isLocal && ', while npm start runs'}:
        <Command
          text={isLocal ? 'npm run webhooks:setup -- --env local' : `npm run deploy -- --env ${env}${at}`}
          what="the command"
        />
      </li>
      {isLocal && <li>Stop npm start and start it again, so that it reads .dev.vars again.</li>}
      <li>Press “Send test event” above, or have something happen at Stripe, such as a paid checkout.</li>
    </ol>
  )
}

/** What no event in the list means, and what to do. */
export function Empty({
  isFiltered,
  onAll,
  ...setUp
}: {
  isFiltered: boolean
  isLive: boolean
  hasDestinations: boolean
  onAll(): void
}) {
  if (isFiltered) {
    return (
      <div class="empty">
        <p>No event of the last 30 days fits this filter.</p>
        <button type="button" onClick={onAll}>
          Show all events
        </button>
      </div>
    )
  }
  return (
    <div class="empty">
      <p>
        <strong>No event has come in the last 30 days.</strong> Either nothing has happened at Stripe, or Stripe does
        not know this Worker yet.
      </p>
      <SetUp {...setUp} />
      <p>
        The guide <code>docs/webhooks.md</code>, beside this Worker’s code, tells more, and{' '}
        <a href="/health">/health</a> what is missing.
      </p>
    </div>
  )
}
