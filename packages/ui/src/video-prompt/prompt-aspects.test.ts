import { describe, expect, it } from 'vitest'
import { listed } from '../strings/listed'
import { addPhrase, seemsToName } from './prompt-aspects'

describe('a keyword', () => {
  it('matches whole words', () => {
    expect(seemsToName('A wide shot of a harbour', ['wide shot'])).toBe(true)
    expect(seemsToName('a moonlit bay', ['moon'])).toBe(false)
  })

  it('with a star matches the beginning or the end of a word', () => {
    expect(seemsToName('a fox walking home', ['*ing'])).toBe(true)
    expect(seemsToName('at sunset', ['sun*'])).toBe(true)
  })

  it('matches anywhere in scripts without spaces', () => {
    expect(seemsToName('夕暮れの港に猫がいる', ['夕暮れ'])).toBe(true)
  })
})

describe('a phrase', () => {
  it('becomes the text if the text is empty', () => {
    expect(addPhrase('  ', 'wide shot')).toBe('wide shot')
  })

  it('is appended after a comma, or as a new sentence', () => {
    expect(addPhrase('a fox', 'at dusk')).toBe('a fox, at dusk')
    expect(addPhrase('a fox, ', 'at dusk')).toBe('a fox, at dusk')
    expect(addPhrase('A fox sleeps.', 'soft light')).toBe('A fox sleeps. Soft light')
  })
})

it('a list is split at bars', () => {
  expect(listed('wide shot | close-up')).toEqual(['wide shot', 'close-up'])
})
