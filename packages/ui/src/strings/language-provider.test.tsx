// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { english } from './en'
import { videoPrompt } from './english/video-prompt'
import type { Language } from './language'
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
      ...english.strings,
      videoPrompt: {
        ...english.strings.videoPrompt,
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

it('falls back to English for a key that the translation lacks', () => {
  const { charactersLeft: _missing, ...rest } = english.strings.videoPrompt
  const outdated = { ...english, strings: { ...english.strings, videoPrompt: rest } }
  render(
    // @ts-expect-error A translation that lacks a key does not compile.
    <LanguageProvider language={outdated}>
      <Left count={2} />
    </LanguageProvider>,
  )
  expect(screen.getByText('2 characters left')).toBeVisible()
})
