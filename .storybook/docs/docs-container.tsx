import { DocsContainer } from '@storybook/addon-docs/blocks'
import type { DocsContainerProps } from '@storybook/addon-docs/blocks'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { PropsWithChildren } from 'react'
import { GLOBALS_UPDATED } from 'storybook/internal/core-events'
import { themes } from 'storybook/theming'
import { DarkContext } from './code-block'

const prefersDark = matchMedia('(prefers-color-scheme: dark)')

const subscribe = (onChange: () => void) => {
  prefersDark.addEventListener('change', onChange)
  return () => prefersDark.removeEventListener('change', onChange)
}

/** The theme in the URL of the page, such as `globals=theme:dark`. */
const initialTheme = () =>
  /theme:(\w+)/.exec(new URLSearchParams(location.search).get('globals') ?? '')?.[1] ?? 'system'

/** Shows documentation pages in the theme selected in the toolbar. Stories have it from their own decorator. */
export const ThemedDocsContainer = (props: PropsWithChildren<DocsContainerProps>) => {
  const { channel } = props.context
  const [theme, setTheme] = useState(initialTheme)
  useEffect(() => {
    const update = ({ globals }: { globals: Record<string, unknown> }) => setTheme(String(globals['theme']))
    channel.on(GLOBALS_UPDATED, update)
    return () => channel.off(GLOBALS_UPDATED, update)
  }, [channel])
  const isSystemDark = useSyncExternalStore(subscribe, () => prefersDark.matches)
  const isDark = theme === 'dark' || (theme === 'system' && isSystemDark)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return (
    <DarkContext value={isDark}>
      <DocsContainer {...props} theme={isDark ? themes.dark : themes.light} />
    </DarkContext>
  )
}
