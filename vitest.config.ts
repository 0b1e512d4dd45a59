import { defineConfig } from 'vitest/config';

const shared = {
  expect: { requireAssertions: true },
  testTimeout: 30_000,
  hookTimeout: 180_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/docs/**'],
          globalSetup: ['tests/support/global-setup.ts'],
        },
      },
      {
        test: { ...shared, name: 'docs', include: ['tests/docs/**/*.test.ts'], testTimeout: 300_000 },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
