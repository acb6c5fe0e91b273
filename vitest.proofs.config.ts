import { defineConfig } from 'vitest/config'
import tests from './vitest.config.ts'

/** What takes minutes: random calls by the thousand, loads, restarts and the time budgets as they are deployed. */
export default defineConfig({
  test: { ...tests.test, include: ['test/**/*.proof.ts', 'local-stripe/test/**/*.proof.ts'], testTimeout: 600_000 },
})
