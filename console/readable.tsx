import type { ComponentChildren } from 'preact'
import { displayKey } from '../src/action/display-key.ts'
import { retrieverOf } from './call.ts'
import { described, money } from './forms/objects.ts'
import { isRecord } from './forms/schema.ts'
import { Time } from './moment.tsx'
import { linkTo } from './route.ts'
import { useTab } from './tab.ts'

type StripeObject = Readonly<Record<string, unknown>>

/** Fields that people look for, in the order in which they are shown; all others come after these. */
const FIRST = [
  'id deleted name description status payment_status email phone url hosted_invoice_url receipt_url client_secret code',
  'number amount unit_amount amount_total amount_due total amount_paid amount_refunded balance currency recurring',
  'percent_off amount_off customer product price payment_intent subscription invoice charge payment_method card mode',
  'type cancel_at_period_end created expires_at',
].flatMap((line) => line.split(' '))

/** Names of fields that hold money. */
const AMOUNT = /^(unit_)?amount(_\w+)?$|_amount$|^(sub)?total(_\w+)?$|^((starting|ending|unused)_)?balance$|^(fee|net)$/
const NO_AMOUNT = /_(count|decimal|off)$|percent/
/** Names of fields that hold a time, in seconds. */
const TIME =
  /(^|_)(created|updated|at|date|start|end|on|by|timestamp|anchor|time)$|^next_payment_attempt$|^(until|due)$/
/** What a number is at least that is a time: 2001. */
const TIME_FROM = 1e9

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** An ID as a link to the object, if an action retrieves it. */
export function IdLink({ id }: { id: string }) {
  const retriever = retrieverOf(id, useTab().retrievers)
  return retriever ? (
    <a href={linkTo(retriever.action, { [retriever.input]: id })} title={`Open with ${retriever.action}`}>
      <code>{id}</code>
    </a>
  ) : (
    <code>{id}</code>
  )
}

export function UrlLink({ url, children = url }: { url: string; children?: ComponentChildren }) {
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}

/** The last part of a long address is of no use to a reader. */
const URL_SHOWN = 60

function Text({ text }: { text: string }) {
  const retriever = retrieverOf(text, useTab().retrievers)
  if (retriever) return <IdLink id={text} />
  if (/^https?:\/\/\S+$/.test(text)) {
    return <UrlLink url={text}>{text.length > URL_SHOWN ? `${text.slice(0, URL_SHOWN)}…` : text}</UrlLink>
  }
  return <>{text}</>
}

function Value({ name, value, currency }: { name: string; value: unknown; currency: unknown }) {
  if (Array.isArray(value)) {
    return value.every((one) => typeof one !== 'object') ? (
      <Text text={value.join(', ')} />
    ) : (
      <Within summary={String(value.length)}>
        {value.map((one: unknown, index) => (
          <Value key={index} name={name} value={one} currency={currency} />
        ))}
      </Within>
    )
  }
  if (isRecord(value)) {
    if (value['object'] === 'list') return <Value name={name} value={value['data']} currency={currency} />
    const found = described(value)
    const only = Object.entries(value).filter(([, one]) => !isNothing(one))
    if (!found && only.every(([, one]) => typeof one !== 'object') && only.length <= 3) {
      return (
        <>
          {only
            .map(([key, one]) => `${displayKey(key)}: ${textOf(key, one, value['currency'] ?? currency)}`)
            .join(' · ')}
        </>
      )
    }
    return (
      <Within summary={found ? [found.title, found.more].filter(Boolean).join(' · ') : `${only.length} fields`}>
        <Fields object={value} currency={currency} />
      </Within>
    )
  }
  if (name === 'currency') return <>{String(value).toUpperCase()}</>
  if (typeof value === 'number' && TIME.test(name) && value >= TIME_FROM) return <Time at={value} />
  const text = textOf(name, value, currency)
  return name === 'id' ? <IdLink id={text} /> : <Text text={text} />
}

function textOf(name: string, value: unknown, currency: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number' && AMOUNT.test(name) && !NO_AMOUNT.test(name))
    return money(value, currency) ?? String(value)
  return String(value)
}

function Within({ summary, children }: { summary: string; children: ComponentChildren }) {
  return (
    <details class="within">
      <summary>{summary}</summary>
      {children}
    </details>
  )
}

function Fields({ object, names, currency }: { object: StripeObject; names?: readonly string[]; currency?: unknown }) {
  const shown = (names ?? Object.keys(object)).filter((name) => !isNothing(object[name]) && name !== 'object')
  return (
    <dl class="facts">
      {shown.map((name) => (
        <div key={name}>
          <dt>{displayKey(name)}</dt>
          <dd>
            <Value name={name} value={object[name]} currency={object['currency'] ?? currency} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Fields below which nothing is hidden. */
const FEW = 8

/** An object in words: what people look for first, and the rest a click away. */
export function Readable({ object }: { object: StripeObject }) {
  const names = Object.keys(object).filter(
    (name) => name !== 'object' && name !== 'livemode' && !isNothing(object[name]),
  )
  const first = FIRST.filter((name) => names.includes(name))
  const others = names.filter((name) => !first.includes(name))
  if (names.length <= FEW) return <Fields object={object} names={[...first, ...others]} />
  return (
    <>
      <Fields object={object} names={first} />
      <details class="within">
        <summary>All other fields ({others.length})</summary>
        <Fields object={object} names={others} />
      </details>
    </>
  )
}
