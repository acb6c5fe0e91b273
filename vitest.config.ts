import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'client/test/**/*.test.ts', 'local-stripe/test/**/*.test.ts'],
    globalSetup: ['test/support/bundles.ts', 'local-stripe/test/build.ts'],
    // Two files at a time keep two cores busy; up to two more wait for a delivery or a time-out.
    maxWorkers: 4,
    // Loading wrangler takes longer than most files run.
    isolate: false,
    // Far more than any test takes, for machines that are busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    env: {
      // Miniflare would ask Cloudflare at every start where it is.
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_LOG: 'warn',
    },
  },
})
