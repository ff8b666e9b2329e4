import { addons } from 'storybook/manager-api'
import { create } from 'storybook/theming'

const { matches: isDark } = matchMedia('(prefers-color-scheme: dark)')

addons.setConfig({
  // Readers come for the story. The key A opens the panel of controls, interactions and accessibility.
  bottomPanelHeight: 0,
  theme: create({ base: isDark ? 'dark' : 'light', brandTitle: 'Dailies', brandUrl: './', brandTarget: '_self' }),
})
