import { defineConfig } from 'vitest/config';

const json = process.env.VITEST_JSON;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    passWithNoTests: false,
    ...(json === undefined ? {} : { reporters: ['default', ['json', { outputFile: json }]] }),
  },
});
