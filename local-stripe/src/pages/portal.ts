import type { Hono, Context as HonoContext } from 'hono'
import { html } from 'hono/html'
import { attempt, type Runtime } from '../engine/api.ts'
import type { Context } from '../engine/context.ts'
import { StripeError } from '../engine/errors.ts'
import type { RequestContext } from '../engine/request-context.ts'
import {
  type Answers,
  acceptCoupon,
  addCard,
  applyChange,
  type Change,
  cancel,
  changeOf,
  ownSubscription,
  type Portal,
  payWith,
  portalOf,
  preferCard,
  removeCard,
  renew,
  updateDetails,
} from '../portal/portal.ts'
import { createPortalSession, isOver, type PortalSession, visit } from '../resources/billing-portal/sessions.ts'
import { contextsOf, entered, type Form, fromPageOf, notFound, readForm } from './forms.ts'
import { type Html, page } from './layout.ts'
import {
  cancelView,
  cardView,
  confirmView,
  detailsView,
  homeView,
  loginView,
  nameOf,
  updateView,
  type View,
} from './portal-views.ts'

interface Retry {
  error: string
  status: 400 | 402
  authenticating?: string | undefined
}

/** Where a flow begins: the view of its one thing. */
function startOf({ flow }: PortalSession): Answers {
  switch (flow?.type) {
    case 'customer_update':
      return { view: 'details' }
    case 'payment_method_update':
      return { view: 'card' }
    case 'subscription_cancel':
      return { view: 'cancel', subscription: flow.subscription_cancel?.subscription ?? '' }
    case 'subscription_update':
      return { view: 'update', subscription: flow.subscription_update?.subscription ?? '' }
    case 'subscription_update_confirm':
      return { view: 'confirm', subscription: flow.subscription_update_confirm?.subscription ?? '' }
    default:
      return { view: 'home' }
  }
}

/** The forms that end a flow. */
const COMPLETES: Record<string, string[]> = {
  customer_update: ['details'],
  payment_method_update: ['card'],
  subscription_cancel: ['cancel', 'accept_coupon'],
  subscription_update: ['update'],
  subscription_update_confirm: ['update'],
}

const ACTIONS: Record<string, (context: Context, portal: Portal, answers: Answers, form: Form) => unknown> = {
  accept_coupon: acceptCoupon,
  cancel,
  card: (context, portal, _answers, form) =>
    addCard(context, portal, { ...entered(context, form), authenticated: form.authenticated }),
  default_card: preferCard,
  details: updateDetails,
  pay_with: payWith,
  remove_card: removeCard,
  renew,
  update: (context, portal, answers) => applyChange(context, portal, changeOf(context, portal, answers)),
}

/** The customer portal: https://docs.stripe.com/customer-management */
export function addPortal(app: Hono, runtime: Runtime) {
  const contextFor = contextsOf(runtime)
  const fromPage = fromPageOf(runtime)

  app.get('/portal/login/:id', (c) =>
    openLogin(contextFor(c, 'billing_portal.configuration'), c) ? login() : notFound(),
  )

  app.post('/portal/login/:id', fromPage, async (c) => {
    const context = contextFor(c, 'billing_portal.configuration')
    const configuration = openLogin(context, c)
    if (!configuration) return notFound()
    const { email } = await readForm(c)
    const [customer] = context.all('customer', { email }).reverse()
    if (!customer) return login('There is no customer with this email.')
    return enter(context, { customer: customer.id, configuration: configuration.id }, '../')
  })

  /** Leads to a new session; `folder` is where its page is, as seen from this one. */
  const enter = (context: RequestContext, params: Parameters<typeof createPortalSession>[1], folder = '') => {
    const session = attempt(runtime, context, () => createPortalSession(context, params))
    if (session instanceof StripeError) return login(session.message)
    return new Response(null, { status: 303, headers: { location: `${folder}${addressOf(context, session, {})}` } })
  }

  app.get('/portal/:id', (c) => {
    const context = contextFor(c, 'billing_portal.session')
    const session = context.store.find('billing_portal.session', c.req.param('id'))
    if (!session) return notFound()
    if (isOver(context, session)) return expired(context, session)
    attempt(runtime, context, () => visit(context, session))
    return show(context, session, c)
  })

  app.post('/portal/:id', fromPage, async (c) => {
    const context = contextFor(c, 'billing_portal.session')
    const session = context.store.find('billing_portal.session', c.req.param('id'))
    if (!session) return notFound()
    const form = await readForm(c)
    if (isOver(context, session)) {
      const customer = context.get('customer', session.customer)
      if (!isRecoverable(context, session)) return expired(context, session)
      if (customer.email !== form.email) return login('This is not the email of this account.')
      const { configuration, return_url: url } = session
      return enter(context, { customer: customer.id, configuration, ...(url !== null && { return_url: url }) })
    }
    const { change = '' } = form.answers
    const action = ACTIONS[change]
    if (!action) return notFound()
    const done = attempt(runtime, context, () => {
      visit(context, session)
      action(context, portalOf(context, session), form.answers, form)
    })
    if (done instanceof StripeError) {
      const asksOwner = done.details.code === 'authentication_required'
      return show(context, session, c, {
        error: done.message,
        status: done.status === 402 ? 402 : 400,
        authenticating: asksOwner ? form.number : undefined,
      })
    }
    const isComplete = COMPLETES[session.flow?.type ?? '']?.includes(change) === true
    return c.redirect(isComplete ? afterFlow(context, session) : addressOf(context, session, { view: 'home' }), 303)
  })
}

const login = (error?: string) =>
  page({
    title: 'Your billing',
    status: error === undefined ? 200 : 400,
    body: html`${error === undefined ? '' : html`<p class="error" role="alert">${error}</p>`}${loginView()}`,
  })

function openLogin(context: Context, c: HonoContext) {
  const found = context.store.find('billing_portal.configuration', c.req.param('id') ?? '')
  return found?.login_page.enabled && found.active ? found : undefined
}

function isRecoverable({ now }: Context, { after_expiration: after }: PortalSession): boolean {
  const until = after?.customer_login?.expires_at
  return after != null && (until == null || now < until)
}

const expired = (context: Context, session: PortalSession) =>
  isRecoverable(context, session)
    ? login()
    : page({ title: 'Your billing', status: 404, body: html`<p>This link has expired. Ask for a new one.</p>` })

function addressOf(context: Context, { id }: PortalSession, params: Answers): string {
  const url = new URL(context.pageUrl(`/portal/${id}`))
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return `${id}${url.search}`
}

function afterFlow(context: Context, session: PortalSession): string {
  const { redirect, type } = session.flow?.after_completion ?? {}
  if (redirect) return redirect.return_url
  return addressOf(context, session, { view: type === 'hosted_confirmation' ? 'done' : 'home' })
}

/** What a change has the customer pay at once; nothing where it is refused, which confirming it then says. */
function dueToday(context: Context, portal: Portal, change: Change): number | undefined {
  try {
    return context.rehearse((rehearsal) => {
      const after = applyChange(rehearsal, portal, change)
      const invoice = rehearsal.store.find('invoice', after.latest_invoice ?? '')
      return invoice && after.latest_invoice !== change.subscription.latest_invoice ? invoice.total : 0
    })
  } catch (error) {
    if (error instanceof StripeError) return undefined
    throw error
  }
}

function show(context: RequestContext, session: PortalSession, c: HonoContext, retry?: Retry) {
  const portal = portalOf(context, session)
  const asked = c.req.query()
  const isStart = asked['view'] === undefined
  const answers: Answers = { ...asked, ...(isStart && startOf(session)) }
  const view: View = {
    context,
    portal,
    link: (name, subscription) => addressOf(context, session, { view: name, ...(subscription && { subscription }) }),
  }
  let error = retry?.error
  let shown: { title: string; body: Html }
  try {
    shown = viewOf(view, answers, retry)
  } catch (failure) {
    if (!(failure instanceof StripeError)) throw failure
    error ??= failure.message
    shown = { title: 'Your billing', body: homeView(view) }
  }
  const back = session.return_url
  return page({
    title: shown.title,
    status: retry?.status ?? (error === undefined ? 200 : 400),
    leadsTo: [back, session.flow?.after_completion.redirect?.return_url],
    body: html`${error === undefined ? '' : html`<p class="error" role="alert" id="error">${error}</p>`}
      ${shown.body}
      <div class="actions">
        ${isStart || shown.title === 'Your billing' ? '' : html`<a href="${view.link('home')}">Back to your billing</a>`}
        ${back === null ? '' : html`<a href="${back}">Return to the shop</a>`}
      </div>`,
  })
}

/** @throws StripeError for what the customer does not have or is not offered */
function viewOf(view: View, answers: Answers, retry: Retry | undefined): { title: string; body: Html } {
  const { context, portal } = view
  const own = () => ownSubscription(context, portal, answers['subscription'])
  switch (answers['view']) {
    case 'cancel':
      return { title: `Cancel ${nameOf(context, own())}`, body: cancelView(view, own()) }
    case 'update': {
      const hidden = { ...answers, view: 'confirm', subscription: own().id }
      return { title: `Change ${nameOf(context, own())}`, body: updateView(view, own(), hidden) }
    }
    case 'confirm': {
      const change = changeOf(context, portal, answers)
      const { price = '', promotion_code: code = '', quantity = '' } = answers
      const body = confirmView(view, change, dueToday(context, portal, change), {
        price,
        promotion_code: code,
        quantity,
      })
      return { title: 'Confirm your new plan', body }
    }
    case 'card':
      return { title: 'Add a card', body: cardView(retry?.authenticating, retry?.error) }
    case 'details':
      return { title: 'Your details', body: detailsView(view) }
    case 'done': {
      const message = portal.session.flow?.after_completion.hosted_confirmation?.custom_message
      return { title: 'Done', body: html`<p>${message ?? 'Your change has been made.'}</p>` }
    }
    default:
      return { title: 'Your billing', body: homeView(view) }
  }
}
