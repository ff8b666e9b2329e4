import type { Language } from '@dailies/ui'
import { english } from '@dailies/ui/strings/en'
import { useLayoutEffect, useState } from 'react'
import { keep, readKept } from './kept'
import { languages } from './languages'

const key = 'dailies_language'

/** The language selected on this device; also sets `lang` and `dir` of the document. */
export function useLanguage(): [language: Language, choose: (locale: string) => void] {
  const [chosen, setChosen] = useState(() => readKept(key))
  const { language } = languages.find(({ language }) => language.locale === chosen) ?? { language: english }
  const { locale, direction } = language

  useLayoutEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.dir = direction
  }, [locale, direction])

  const choose = (locale: string) => {
    setChosen(locale)
    keep(key, locale)
  }
  return [language, choose]
}
