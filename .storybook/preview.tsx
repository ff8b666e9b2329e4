import '@fontsource/inter/latin-400.css'
import '@fontsource/inter/latin-600.css'
import '@fontsource/source-serif-4/latin-400.css'
import '@fontsource/source-serif-4/latin-600.css'
import '../packages/ui/src/styles.css'
import './preview.css'
import './docs/docs.css'
import { VideosProvider } from '@dailies/core/react'
import type { Decorator, Preview } from '@storybook/react-vite'
import { ThemedDocsContainer } from './docs/docs-container'
import { skipPlayIfCustomized } from './skip-play-if-customized'
import { initialGlobals, toolbar } from './toolbar'
import { withPageSettings } from './with-page-settings'
import { findStoryServer } from './story-server'
import { freezeClock } from './fixed-clock'

const withStoryServer: Decorator = (Story, { loaded }) => {
  const server = findStoryServer(loaded)
  if (!server) return <Story />
  return (
    <VideosProvider baseURL={server.baseURL}>
      <Story />
    </VideosProvider>
  )
}

const preview: Preview = {
  globalTypes: toolbar,
  initialGlobals,
  beforeEach: ({ id, loaded }) => {
    const restoreClock = freezeClock(id)
    return () => {
      restoreClock()
      return findStoryServer(loaded)?.close()
    }
  },
  loaders: [skipPlayIfCustomized],
  decorators: [withStoryServer, withPageSettings],
  parameters: {
    docs: { container: ThemedDocsContainer, toc: { headingSelector: 'h2, h3' } },
    layout: 'padded',
    options: {
      storySort: {
        order: [
          'Start',
          [
            'Introduction',
            'Try it',
            'How it works',
            'Templates',
            'Express',
            'Next',
            'React Router',
            'Cloudflare Workers',
            'Other frameworks',
            '*',
          ],
          'Guides',
          [
            'All guides and topics',
            'Look and texts',
            ['Colours, fonts, layout', '*'],
            'Providers',
            ['Choose a provider', '*'],
            'Users',
            'Running it',
            ['Production', '*'],
            'Recipes',
            '*',
            'Migrating',
            'Packages',
          ],
          'Components',
          [
            'VideoPrompt',
            'JobProgress',
            'VideoPlayer',
            'VideoLibrary',
            'SpritesheetScrubber',
            'RemixPanel',
            'VideoCompare',
            'Storyboard',
          ],
          'Hooks',
          'Testing',
          ['Testing your app', 'Sandbox', 'Renderer', '*'],
        ],
      },
    },
    a11y: { test: 'error' },
    controls: { expanded: true },
  },
}

export default preview
