import type { Language } from '@dailies/ui'
import { english } from '@dailies/ui/strings/en'
import { useLayoutEffect, useState } from 'react'
import { languages } from './languages'

const key = 'dailies_language'

/** The language selected on this device; also sets `lang` and `dir` of the document. */
export function useLanguage(): [language: Language, choose: (locale: string) => void] {
  const [chosen, setChosen] = useState(kept)
  const { language } = languages.find(({ language }) => language.locale === chosen) ?? { language: english }
  const { locale, direction } = language

  useLayoutEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.dir = direction
  }, [locale, direction])

  const choose = (locale: string) => {
    setChosen(locale)
    try {
      localStorage.setItem(key, locale)
    } catch {
      // Some private windows deny storage; the selection then lasts as long as the page.
    }
  }
  return [language, choose]
}

const kept = (): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
