/**
 * The language of the components. Each translation is an entry of its own, such as `@dailies/ui/strings/de`.
 *
 * @packageDocumentation
 */
'use client'

export { LanguageProvider } from './strings/language-provider'
export type { LanguageProviderProps } from './strings/language-provider'
export type { CompleteLanguage, Language, PartialStrings, Plural, Strings } from './strings/language'
