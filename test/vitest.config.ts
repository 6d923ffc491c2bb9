import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // the second reporter is for the closing line of .ci/run
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/kesu-tests.json' }]],
  },
});
