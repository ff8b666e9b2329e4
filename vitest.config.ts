import react from '@vitejs/plugin-react'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { join } from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromium } from './.ci/chromium.mjs'
import { react18 } from './.ci/react-18/aliases.mjs'

// Storybook takes two seconds to load its presets, which a run of other projects need not wait for.
const wanted = process.argv.flatMap((argument, at) =>
  argument === '--project' ? (process.argv[at + 1] ?? []) : argument.startsWith('--project=') ? argument.slice(10) : [],
)
const wantsStories = wanted.length === 0 || wanted.includes('stories')

export default defineConfig({
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  test: {
    // One second is too short for a browser on a busy machine. A longer wait costs time only where a test fails.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{packages,apps}/*/src/**/*.test.{ts,tsx}', '.ci/*.test.mjs', '.storybook/**/*.test.ts'],
          exclude: ['**/*.{integration,browser,chromium,gc,hosts}.test.ts'],
          environment: 'node',
          pool: 'threads',
          testTimeout: 20_000,
          setupFiles: ['.ci/jsdom-storage.mjs'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['packages/*/src/**/*.integration.test.ts'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'gc',
          // Peers that never respond, while the garbage collector runs.
          include: ['packages/*/src/**/*.gc.test.ts'],
          environment: 'node',
          pool: 'forks',
          execArgv: ['--expose-gc'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        resolve: { alias: react18 },
        test: {
          name: 'react-18',
          // The hooks always; the components too where they are asked for.
          include: [
            process.env['REACT'] === '18' ? 'packages/*/src/**/*.test.tsx' : 'packages/core/src/react/*.test.tsx',
          ],
          setupFiles: ['.ci/react-18/setup.mjs'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['{packages,apps}/*/src/**/*.browser.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'chromium',
          // These tests run in a page of Chromium, while those of the project `browser` drive one.
          include: ['packages/*/src/**/*.chromium.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromium }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'hosts',
          // Installs the packages of other libraries.
          include: ['packages/*/src/**/*.hosts.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        plugins: wantsStories ? [storybookTest({ configDir: '.storybook' })] : [],
        test: {
          name: 'stories',
          setupFiles: ['.storybook/every-story.ts'],
          env: { UPDATE_SCREENSHOTS: String(process.argv.includes('--update')) },
          // The first story of a fresh clone waits until the videos are rendered.
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({
              launchOptions: chromium,
              contextOptions: {
                // A window that shows every story without shrinking it.
                viewport: { width: 1280, height: 900 },
                reducedMotion: 'reduce',
                timezoneId: 'UTC',
                locale: 'en-US',
              },
            }),
            instances: [{ browser: 'chromium' }],
            expect: {
              toMatchScreenshot: {
                // Wide enough for another build of the same Chromium, too narrow for a moved line or another colour.
                comparatorOptions: { threshold: 0.1, allowedMismatchedPixelRatio: 0.001 },
                resolveScreenshotPath: ({ arg, ext, root }) => join(root, 'packages/ui/screenshots', `${arg}${ext}`),
              },
            },
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['apps/studio/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'next',
          include: ['apps/{studio,next}/e2e/**/*.test.ts'],
          exclude: ['**/{static-demo,studio-alone}.test.ts'],
          env: { MOUNT: 'next' },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
