import { afterAll, expect, it } from 'vitest'
import { plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

it('a customer session has a secret for half an hour, and says what it opens', async () => {
  const { id: customer } = await stripe.customers.create()
  const session = await stripe.customerSessions.create({
    customer,
    components: {
      pricing_table: { enabled: true },
      payment_element: {
        enabled: true,
        features: { payment_method_save: 'enabled', payment_method_redisplay_limit: 5 },
      },
    },
  })
  expect(session).toMatchObject({
    client_secret: expect.stringMatching(/_secret_\w{40}$/),
    components: {
      buy_button: { enabled: false },
      payment_element: {
        enabled: true,
        features: {
          payment_method_allow_redisplay_filters: ['always'],
          payment_method_redisplay: 'disabled',
          payment_method_redisplay_limit: 5,
          payment_method_remove: 'disabled',
          payment_method_save: 'enabled',
          payment_method_save_usage: null,
        },
      },
      pricing_table: { enabled: true },
    },
    customer,
    object: 'customer_session',
  })
  expect(session.expires_at - session.created).toBe(30 * 60)
  expect(departures(plain(session))).toEqual([])
  const whole = await stripe.customerSessions.create({
    customer,
    components: {
      customer_sheet: { enabled: true, features: {} },
      mobile_payment_element: { enabled: true, features: { payment_method_save: 'enabled' } },
    },
  })
  expect(departures(plain(whole))).toEqual([])
})

it('a customer session is refused for nobody, for nothing, or for too many cards', async () => {
  const { id: customer } = await stripe.customers.create()
  const refused = (params: string) => local.call('POST /v1/customer_sessions', params)
  const table = 'components[pricing_table][enabled]'
  expect((await refused(`${table}=true`)).body.error).toMatchObject({ code: 'parameter_missing', param: 'customer' })
  expect((await refused(`customer=${customer}`)).body.error).toMatchObject({ param: 'components' })
  expect((await refused(`customer=cus_0&${table}=true`)).body.error).toMatchObject({ code: 'resource_missing' })
  expect((await refused(`customer=${customer}&${table}=false`)).body.error).toMatchObject({ param: 'components' })
  const limit = 'components[payment_element][features][payment_method_redisplay_limit]'
  const element = `components[payment_element][enabled]=true&${limit}=11`
  expect((await refused(`customer=${customer}&${element}`)).body.error).toMatchObject({ param: limit })
})
