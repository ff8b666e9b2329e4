import { LanguageProvider } from '@dailies/ui'
import type { Decorator } from '@storybook/react-vite'
import { useLayoutEffect } from 'react'
import type { ReactNode } from 'react'
import { arabic } from '../packages/ui/src/strings/ar'
import { german } from '../packages/ui/src/strings/de'
import { english } from '../packages/ui/src/strings/en'
import { spanish } from '../packages/ui/src/strings/es'
import { french } from '../packages/ui/src/strings/fr'
import { hebrew } from '../packages/ui/src/strings/he'
import { japanese } from '../packages/ui/src/strings/ja'
import { chinese } from '../packages/ui/src/strings/zh'

const languages = [english, german, spanish, french, japanese, chinese, arabic, hebrew]

/** The selected language, or one of the selected direction: English from right to left has its full stops at the wrong end. */
function languageOf(locale: string, direction: string) {
  const language = languages.find((language) => language.locale === locale) ?? english
  if (direction === 'language' || direction === language.direction) return language
  return direction === 'rtl' ? arabic : english
}

interface PageSettings {
  theme: string
  direction: string
  locale: string
  motion: string
  children: ReactNode
}

const Page = ({ theme, direction, locale, motion, children }: PageSettings) => {
  const language = languageOf(locale, direction)
  useLayoutEffect(() => {
    const { documentElement: page } = document
    page.dir = language.direction
    page.lang = language.locale
    page.dataset['theme'] = theme
    page.dataset['motion'] = motion
  }, [theme, motion, language])

  return <LanguageProvider language={language}>{children}</LanguageProvider>
}

/** Renders the story with the theme, direction, language and motion selected in the toolbar. */
export const withPageSettings: Decorator = (Story, { globals }) => (
  <Page
    theme={String(globals['theme'])}
    direction={String(globals['direction'])}
    locale={String(globals['locale'])}
    motion={String(globals['motion'])}
  >
    <Story />
  </Page>
)
