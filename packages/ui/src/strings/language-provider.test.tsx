// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { english } from './en'
import { videoPrompt } from './english/video-prompt'
import type { CompleteLanguage, Language } from './language'
import { LanguageProvider, useText } from './language-provider'

expectNoConsoleErrors()

const Left = ({ count }: { count: number }) => <p>{useText('videoPrompt', videoPrompt)('charactersLeft', { count })}</p>

it('renders English without a provider', () => {
  render(<Left count={1} />)
  expect(screen.getByText('1 character left')).toBeVisible()
})

it('selects the plural form and formats numbers by the locale', () => {
  const polish: Language = {
    locale: 'pl',
    direction: 'ltr',
    strings: {
      videoPrompt: {
        charactersLeft: { one: 'został {count} znak', few: 'zostały {count} znaki', other: 'zostało {count} znaków' },
      },
    },
  }
  const { rerender } = render(<Left count={3} />, {
    wrapper: ({ children }) => <LanguageProvider language={polish}>{children}</LanguageProvider>,
  })
  expect(screen.getByText('zostały 3 znaki')).toBeVisible()
  rerender(<Left count={12_345} />)
  expect(screen.getByText('zostało 12 345 znaków')).toBeVisible()
})

it.each<[string, Language['strings']]>([
  ['a section', {}],
  ['a key', { videoPrompt: { submit: 'Los' } }],
])('falls back to English for %s that the translation lacks', (_, strings) => {
  render(
    <LanguageProvider language={{ locale: 'de', direction: 'ltr', strings }}>
      <Left count={2} />
    </LanguageProvider>,
  )
  expect(screen.getByText('2 characters left')).toBeVisible()
})

it('does not compile a shipped language that lacks a key', () => {
  const { charactersLeft: _missing, ...videoPrompt } = english.strings.videoPrompt
  // @ts-expect-error The key is missing.
  const outdated: CompleteLanguage = { ...english, strings: { ...english.strings, videoPrompt } }
  expect(outdated.locale).toBe('en')
})
