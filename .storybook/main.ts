import type { StorybookConfig } from '@storybook/react-vite'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vite'
import { docsPlugin } from './docs/docs-plugin.ts'
import { writePages } from './docs/write-pages.ts'
import { fixtureVideosPlugin } from './fixture-videos-plugin.ts'
import { licencesPlugin } from '../apps/studio/src/licences/licences-plugin.ts'
import { modelSamplesPlugin } from '../apps/studio/src/model-samples-plugin.ts'
import { serviceWorkerPlugin } from '../apps/studio/src/service-worker/service-worker-plugin.ts'

writePages()

const addons = ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest']
const packageFile = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier))
// Storybook copies its own pages, with their fonts, and those of its addons.
const storybook = path.dirname(packageFile('storybook/package.json'))
const licences = licencesPlugin({
  copied: [
    path.join(storybook, 'dist/manager'),
    path.join(storybook, 'assets/browser'),
    ...addons.map((addon) => packageFile(`${addon}/manager`)),
  ],
})

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['*.mdx', 'generated/*.mdx', '*.stories.tsx', 'hooks/*.stories.tsx', '../packages/ui/src/**/*.stories.tsx'],
  addons,
  // Our toolbar has what these would add, or they are of no use to readers.
  features: { backgrounds: false, measure: false, outline: false },
  // The pages take the props from the API reference, which is made from the types.
  typescript: { reactDocgen: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      // Stories import the packages from their sources, so an edit shows without a build.
      resolve: { tsconfigPaths: true },
      // Dependencies are found before the first story runs. One that Vite discovers later reloads the page in the
      // middle of a test.
      optimizeDeps: {
        entries: [
          '.storybook/{preview.tsx,every-story.ts}',
          'packages/ui/src/index.ts',
          '.storybook/hooks/*.stories.tsx',
          'packages/ui/src/**/*.stories.tsx',
        ],
      },
      plugins: [
        docsPlugin(),
        serviceWorkerPlugin(new URL('service-worker.ts', import.meta.url), licences.add),
        fixtureVideosPlugin(),
        modelSamplesPlugin(),
        licences.page,
      ],
      worker: { plugins: () => [licences.workers] },
      // The check of the licences reads them.
      build: { sourcemap: process.env['SOURCE_MAPS'] === 'hidden' && 'hidden' },
    }),
}

export default config
