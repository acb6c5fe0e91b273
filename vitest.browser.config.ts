import { defineConfig } from 'vitest/config'
import tests from './vitest.config.ts'

/** Tests in a real Chromium: `npm test` must pass without one. */
export default defineConfig({
  test: {
    ...tests.test,
    include: ['test/**/*.browser.ts', 'client/test/**/*.browser.ts', 'local-stripe/test/**/*.browser.ts'],
    fileParallelism: false,
  },
})
