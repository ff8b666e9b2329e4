'use client'

export { LanguageProvider } from './strings/language-provider'
export type { LanguageProviderProps } from './strings/language-provider'
export type { Language, Plural, Strings } from './strings/language'
