import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // test files of one worker share modules: the lexicons are compiled once a worker, not once a file
    isolate: false,
    setupFiles: ['test/setup.ts'],
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // both cores of a small machine
    maxWorkers: '100%',
    // the second reporter is for the closing line of .ci/run
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/kesu-tests.json' }]],
  },
});
