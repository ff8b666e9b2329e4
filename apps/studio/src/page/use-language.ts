import type { Language } from '@dailies/ui'
import { useLayoutEffect, useRef, useState } from 'react'
import { keep, readKept } from './kept'
import { loadLanguage } from './languages'

const key = 'dailies_language'

/** The language that was selected on this device, before the first paint. */
export const loadKeptLanguage = (): Promise<Language> => loadLanguage(readKept(key))

/** The selected language; also sets `lang` and `dir` of the document. */
export function useLanguage(initial: Language): [language: Language, choose: (locale: string) => void] {
  const [language, setLanguage] = useState(initial)
  const chosen = useRef('')
  const { locale, direction } = language

  useLayoutEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.dir = direction
  }, [locale, direction])

  const choose = (locale: string) => {
    chosen.current = locale
    keep(key, locale)
    void loadLanguage(locale).then((loaded) => {
      // Another one may have been chosen meanwhile.
      if (chosen.current === locale) setLanguage(loaded)
    })
  }
  return [language, choose]
}
