import type { english } from './en'

/** Plural forms of one string, by the categories of `Intl.PluralRules`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & {
  /** The form for every category that is not listed. Required in each language. */
  other: string
}

/** One entry of a translation: a string with `{placeholders}`, or its plural forms. */
export type Entry = string | Plural

/** The strings of one component, by key. */
export type Section = Record<string, Entry>

type Translated<Source extends Section> = { [Key in keyof Source]: Source[Key] extends string ? string : Plural }

/** The strings of all components in one language. */
export type Strings = { [Name in keyof typeof english.strings]: Translated<(typeof english.strings)[Name]> }

/** Any of the {@link Strings}. A missing one is shown in English. */
export type PartialStrings = { [Name in keyof Strings]?: Partial<Strings[Name]> }

/**
 * A translation (i18n language): its strings, and the locale that formats numbers, times and prices. It is plain
 * data, so a server component can pass it to a client component.
 */
export interface Language {
  /** A BCP 47 language tag, such as `de` or `en-GB`. */
  locale: string
  /** The text direction. Set it as `dir` on the page; the components follow that attribute. */
  direction: 'ltr' | 'rtl'
  /** The strings, of which any may be missing. */
  strings: PartialStrings
}

/** A {@link Language} without a missing string, such as those of `@dailies/ui/strings/…`. */
export interface CompleteLanguage extends Language {
  /** The strings of all components. A missing one does not compile. */
  strings: Strings
}

type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never

/** The placeholder values that an entry requires. An entry with plural forms always requires `count`. */
type Values<Template extends Entry> = Template extends string
  ? { [Name in Placeholder<Template>]: string | number }
  : { count: number } & { [Name in Exclude<Placeholder<Template[keyof Template]>, 'count'>]: string | number }

/** Looks up a string of one section by its key and fills in its placeholders. */
export type Text<Source extends Section> = <Key extends keyof Source & string>(
  key: Key,
  ...values: keyof Values<Source[Key]> extends never ? [] : [values: Values<Source[Key]>]
) => string
