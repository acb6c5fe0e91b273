/** The bindings that worker-configuration.d.ts declares, for tests whose imports name them: that file needs Workers' types. */
interface Env {
  ASSETS: { fetch: typeof fetch }
  LOCAL_STRIPE: { fetch: typeof fetch }
  STRIPE_MODE: 'test' | 'live'
  STRIPE_SECRET_KEY: string
  API_KEYS: string
  STRIPE_WEBHOOK_SECRET: string
  WEBHOOK_DESTINATIONS: string
}
