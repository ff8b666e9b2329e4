import { LanguageProvider } from '@dailies/ui'
import type { Decorator } from '@storybook/react-vite'
import { useLayoutEffect } from 'react'
import type { ReactNode } from 'react'
import { english } from '../packages/ui/src/strings/en'

interface Surroundings {
  theme: string
  direction: string
  locale: string
  motion: string
  children: ReactNode
}

const Page = ({ theme, direction, locale, motion, children }: Surroundings) => {
  useLayoutEffect(() => {
    const { documentElement: page } = document
    page.dir = direction
    page.lang = locale
    page.dataset['theme'] = theme
    page.dataset['motion'] = motion
  }, [theme, direction, locale, motion])

  return (
    <LanguageProvider language={english} locale={locale}>
      {children}
    </LanguageProvider>
  )
}

/** Puts the story into the page that the toolbar asks for. */
export const withSurroundings: Decorator = (Story, { globals }) => (
  <Page
    theme={String(globals['theme'])}
    direction={String(globals['direction'])}
    locale={String(globals['locale'])}
    motion={String(globals['motion'])}
  >
    <Story />
  </Page>
)
