import { defineConfig } from 'vitest/config'
import tests from './vitest.config.ts'

/** What measures, or must keep up: it has the machine to itself. */
const MEASURING = ['test/webhooks/load.proof.ts', 'test/webhooks/order.proof.ts', 'local-stripe/test/scale.proof.ts']
const common = { ...tests.test, testTimeout: 600_000 }

/** What takes minutes: random calls by the thousand, loads, restarts and the time budgets as they are deployed. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'side by side',
          include: ['test/**/*.proof.ts', 'local-stripe/test/**/*.proof.ts'],
          exclude: MEASURING,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'one by one',
          include: MEASURING,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
