import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { formatNumber, pluralRules } from '../format'
import type { Entry, Language, PartialStrings, Section, Strings, Text } from './language'

type LanguageContextValue = Pick<Language, 'locale'> & { language: string; strings?: PartialStrings }

const LanguageContext = /* @__PURE__ */ createContext<LanguageContextValue>({ locale: 'en', language: 'en' })

/** Props of {@link LanguageProvider}. */
export interface LanguageProviderProps {
  /** The language to use: one that is imported from `@dailies/ui/strings/…`, or a translation of your own. */
  language: Language
  /**
   * Locale that formats numbers, times and prices, if it differs from that of the language, such as `en-GB`.
   *
   * @default language.locale
   */
  locale?: string
  /** The components that use this language. */
  children?: ReactNode
}

/**
 * Sets the language (i18n) of all components inside it. Without a provider the components are in English. The text
 * direction comes from the page: set `dir` on the same element as `lang`.
 *
 * @example
 * <LanguageProvider language={german}>
 *   <VideoLibrary />
 * </LanguageProvider>
 */
export function LanguageProvider({ language, locale = language.locale, children }: LanguageProviderProps) {
  const value = useMemo(() => ({ locale, language: language.locale, strings: language.strings }), [locale, language])
  return <LanguageContext.Provider value={value}>{children}</LanguageContext.Provider>
}

/** The current locale for `Intl`. It is `en` without a provider, so that server and browser render the same text. */
export const useLocale = (): string => useContext(LanguageContext).locale

/** The tag of the language of the texts, which may differ from the locale of numbers and times. */
export const useLanguageTag = (): string => useContext(LanguageContext).language

/**
 * Returns the function that looks up the strings of one section in the current language. The component passes in its
 * English strings, so a page that uses one component bundles the strings of one component. A key that the translation
 * lacks falls back to English.
 */
export function useText<Name extends keyof Strings, Source extends Section>(name: Name, english: Source): Text<Source> {
  const { locale, strings } = useContext(LanguageContext)
  return useMemo(() => {
    const section: Partial<Section> = strings?.[name] ?? english
    return (key: string, values: Record<string, string | number> = {}) =>
      fill(selectPlural(section[key] ?? english[key] ?? key, values.count, locale), values, locale)
  }, [name, english, locale, strings])
}

const selectPlural = (entry: Entry, count: unknown, locale: string): string =>
  typeof entry === 'string' ? entry : (entry[pluralRules(locale).select(Number(count))] ?? entry.other)

const fill = (text: string, values: Record<string, string | number>, locale: string): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? formatNumber(locale, value) : (value ?? whole)
  })
