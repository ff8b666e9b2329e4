import type { english } from './en'

/** Words that depend on a number, by the categories of `Intl.PluralRules`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & {
  /** For every category that has no words of its own; each language has this one. */
  other: string
}

/** One entry of a table: words with `{placeholders}`, or the same by number. */
export type Words = string | Plural

/** The words of one component. */
export type Section = Record<string, Words>

type Translated<Source extends Section> = { [Key in keyof Source]: Source[Key] extends string ? string : Plural }

/** All words of all components, in the shape of the English ones: a table that lacks one does not compile. */
export type Strings = { [Name in keyof typeof english.strings]: Translated<(typeof english.strings)[Name]> }

/** A language: its words, and the locale that numbers, times and prices are written in. Plain data, so a server component may pass it on. */
export interface Language {
  /** BCP 47, such as `de` or `en-GB`. */
  locale: string
  /** For `dir` on the page; the components follow it. */
  direction: 'ltr' | 'rtl'
  /** Every word of every component. */
  strings: Strings
}

type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never

/** The values that an entry needs; a plural always needs `count`. */
type Values<Entry extends Words> = Entry extends string
  ? { [Name in Placeholder<Entry>]: string | number }
  : { count: number } & { [Name in Exclude<Placeholder<Entry[keyof Entry]>, 'count'>]: string | number }

/** Looks up an entry of one section and fills its placeholders. */
export type Text<Source extends Section> = <Key extends keyof Source & string>(
  key: Key,
  ...values: keyof Values<Source[Key]> extends never ? [] : [values: Values<Source[Key]>]
) => string
