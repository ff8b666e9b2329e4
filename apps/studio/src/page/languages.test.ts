import { expect, it } from 'vitest'
import { languages, loadLanguage } from './languages'

it.each(languages)('$name is loaded by its locale $locale', async ({ locale }) => {
  expect((await loadLanguage(locale)).locale).toBe(locale)
})

it('is English where nothing was chosen', async () => {
  expect((await loadLanguage(null)).locale).toBe('en')
})
