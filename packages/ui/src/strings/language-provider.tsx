import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { formatNumber, pluralRules } from '../format'
import type { Language, Section, Strings, Text, Words } from './language'

type Chosen = Pick<Language, 'locale'> & { strings?: Strings }

const LanguageContext = /* @__PURE__ */ createContext<Chosen>({ locale: 'en' })

/** Props of {@link LanguageProvider}. */
export interface LanguageProviderProps {
  /** One of the entries `@dailies/ui/strings/…`, or a table of your own. */
  language: Language
  /** Writes numbers, times and prices by another locale than the language's own, such as `en-GB`. @default language.locale */
  locale?: string
  /** What speaks this language. */
  children?: ReactNode
}

/** Chooses the words of every component beneath it; without one they speak English. Direction is the page's: set `dir` where you set `lang`. */
export function LanguageProvider({ language, locale = language.locale, children }: LanguageProviderProps) {
  const chosen = useMemo(() => ({ locale, strings: language.strings }), [locale, language.strings])
  return <LanguageContext.Provider value={chosen}>{children}</LanguageContext.Provider>
}

/** The locale for Intl. English where nothing was chosen, so that server and browser write the same. */
export const useLocale = (): string => useContext(LanguageContext).locale

/**
 * The words of one section. The English ones come with the component that needs them, so a page that shows one component
 * carries the words of one.
 */
export function useText<Name extends keyof Strings, Source extends Section>(name: Name, english: Source): Text<Source> {
  const { locale, strings } = useContext(LanguageContext)
  return useMemo(() => {
    const section: Section = strings?.[name] ?? english
    return (key: string, values: Record<string, string | number> = {}) =>
      fill(choose(section[key] ?? english[key] ?? key, values.count, locale), values, locale)
  }, [name, english, locale, strings])
}

const choose = (entry: Words, count: unknown, locale: string): string =>
  typeof entry === 'string' ? entry : (entry[pluralRules(locale).select(Number(count))] ?? entry.other)

const fill = (text: string, values: Record<string, string | number>, locale: string): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? formatNumber(locale, value) : (value ?? whole)
  })
