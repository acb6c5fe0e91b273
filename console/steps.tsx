import { useState } from 'preact/hooks'
import { type NextStep, stepsWith, usefulSteps } from './next-steps.ts'
import { UrlLink } from './readable.tsx'
import { linkTo } from './route.ts'
import { useTab } from './tab.ts'
import { Effect } from './tags.tsx'

function Step({ step: { label, action, input, url } }: { step: NextStep }) {
  if (url !== undefined) return <UrlLink url={url}>{label}</UrlLink>
  return action ? (
    <a href={linkTo(action.name, input)} title={action.name}>
      {label}
    </a>
  ) : null
}

/** What can be done with an object: the most useful, and everything else a click away. */
export function Steps({ object, about }: { object: Readonly<Record<string, unknown>>; about: string }) {
  const { catalogue, credential } = useTab()
  const [isOpen, setOpen] = useState(false)
  const useful = usefulSteps(object, catalogue, credential.known)
  const all = stepsWith(object, catalogue, credential.known)
  if (useful.length + all.length === 0) return null
  return (
    <div class="steps">
      {useful.length > 0 && (
        <ul class="useful" aria-label={`Next steps with ${about}`}>
          {useful.map((step) => (
            <li key={`${step.label} ${step.action?.name}`}>
              <Step step={step} />
            </li>
          ))}
        </ul>
      )}
      {all.length > 0 && (
        <details class="within" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            {useful.length > 0 ? 'All' : 'Its'} actions ({all.length})<span class="spoken"> of {about}</span>
          </summary>
          {isOpen && (
            <ul class="all">
              {all.map((step) => (
                <li key={step.action?.name}>
                  <Step step={step} />{' '}
                  {step.action && step.action.effect !== 'read' && <Effect effect={step.action.effect} />}
                </li>
              ))}
            </ul>
          )}
        </details>
      )}
    </div>
  )
}
