// Constructing an Intl formatter is far more expensive than using it, and a library page formats hundreds of numbers.
const memoize = <Options, Formatter>(create: (locale: string, options?: Options) => Formatter) => {
  const cache = new Map<string, Formatter>()
  return (locale: string, options?: Options): Formatter => {
    const key = `${locale} ${JSON.stringify(options)}`
    const formatter = cache.get(key) ?? create(locale, options)
    cache.set(key, formatter)
    return formatter
  }
}

export const numberFormat = /* @__PURE__ */ memoize(
  (locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
)

export const dateFormat = /* @__PURE__ */ memoize(
  (locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)

export const pluralRules = /* @__PURE__ */ memoize((locale) => new Intl.PluralRules(locale))
