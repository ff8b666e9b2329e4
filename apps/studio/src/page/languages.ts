import type { Language } from '@dailies/ui'
import { english } from '@dailies/ui/strings/en'

/** A language of the components by its own name. Its texts are loaded when it is chosen, except the English ones. */
export interface StudioLanguage {
  locale: string
  name: string
  load(): Promise<Language>
}

export const languages: readonly StudioLanguage[] = [
  { locale: 'en', name: 'English', load: async () => english },
  { locale: 'de', name: 'Deutsch', load: async () => (await import('@dailies/ui/strings/de')).german },
  { locale: 'es', name: 'Español', load: async () => (await import('@dailies/ui/strings/es')).spanish },
  { locale: 'fr', name: 'Français', load: async () => (await import('@dailies/ui/strings/fr')).french },
  { locale: 'ja', name: '日本語', load: async () => (await import('@dailies/ui/strings/ja')).japanese },
  { locale: 'zh-CN', name: '中文', load: async () => (await import('@dailies/ui/strings/zh')).chinese },
  { locale: 'ar', name: 'العربية', load: async () => (await import('@dailies/ui/strings/ar')).arabic },
  { locale: 'he', name: 'עברית', load: async () => (await import('@dailies/ui/strings/he')).hebrew },
]

/** The texts of a language; English ones if it is none of these, or they cannot be loaded. */
export const loadLanguage = (locale: string | null): Promise<Language> =>
  languages
    .find((language) => language.locale === locale)
    ?.load()
    .catch(() => english) ?? Promise.resolve(english)
