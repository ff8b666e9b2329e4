// Building an Intl object costs far more than using one, and a library page writes hundreds of numbers.
const remember = <Options, Made>(make: (locale: string, options?: Options) => Made) => {
  const made = new Map<string, Made>()
  return (locale: string, options?: Options): Made => {
    const key = `${locale} ${JSON.stringify(options)}`
    const known = made.get(key) ?? make(locale, options)
    made.set(key, known)
    return known
  }
}

export const numberFormat = /* @__PURE__ */ remember(
  (locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
)

export const dateFormat = /* @__PURE__ */ remember(
  (locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)

export const pluralRules = /* @__PURE__ */ remember((locale) => new Intl.PluralRules(locale))
