import { Hono } from 'hono'
import { type Faults, readPlan } from './faults.ts'

interface Controlled {
  faults: Faults
  /** Removes everything that the account has. */
  reset: () => Promise<void>
  /** Fills it with a small shop. */
  seed: () => Promise<unknown>
}

/** What a developer does to an account from outside, beside Stripe's own API. */
export function createControl({ faults, reset, seed }: Controlled): Hono {
  const app = new Hono()
  const planned = () => Response.json({ object: 'list', data: faults.planned })

  app.get('/faults', planned)

  app.post('/faults', async (c) => {
    const plan = readPlan(await c.req.json().catch(() => undefined))
    faults.plan([...faults.planned, plan])
    return planned()
  })

  app.delete('/faults', () => {
    faults.plan([])
    return planned()
  })

  app.post('/reset', async () => {
    await reset()
    return Response.json({ reset: true })
  })

  app.post('/seed', async () => Response.json(await seed()))

  return app
}
