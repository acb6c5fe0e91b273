import { defineConfig } from 'vitest/config'

/** Tests in a real Chromium: `npm test` must pass without one. */
export default defineConfig({
  test: {
    include: ['test/**/*.browser.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
