import { describe, expect, it } from 'vitest'
import { listed } from '../strings/listed'
import { addPhrase, seemsToName } from './prompt-aspects'

describe('a sign', () => {
  it('is a whole word', () => {
    expect(seemsToName('A wide shot of a harbour', ['wide shot'])).toBe(true)
    expect(seemsToName('a moonlit bay', ['moon'])).toBe(false)
  })

  it('with a star is the beginning or the end of one', () => {
    expect(seemsToName('a fox walking home', ['*ing'])).toBe(true)
    expect(seemsToName('at sunset', ['sun*'])).toBe(true)
  })

  it('in a script without spaces may stand anywhere', () => {
    expect(seemsToName('夕暮れの港に猫がいる', ['夕暮れ'])).toBe(true)
  })
})

describe('a phrase', () => {
  it('starts an empty text', () => {
    expect(addPhrase('  ', 'wide shot')).toBe('wide shot')
  })

  it('follows a comma, or begins a sentence', () => {
    expect(addPhrase('a fox', 'at dusk')).toBe('a fox, at dusk')
    expect(addPhrase('a fox, ', 'at dusk')).toBe('a fox, at dusk')
    expect(addPhrase('A fox sleeps.', 'soft light')).toBe('A fox sleeps. Soft light')
  })
})

it('a list is split at bars', () => {
  expect(listed('wide shot | close-up')).toEqual(['wide shot', 'close-up'])
})
