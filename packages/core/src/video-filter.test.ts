import { describe, expect, it } from 'vitest'
import type { VideoFilter } from './video-filter'
import { createVideoMatcher } from './video-filter'

const video = {
  prompt: 'Wide shot of a Lighthouse at dusk',
  status: 'completed',
  model: 'mini',
  metadata: { project: 'coast', 'dailies.title': 'Opening' },
} as const
const matches = (filter: VideoFilter, changes: object = {}): boolean =>
  createVideoMatcher(filter)?.({ ...video, ...changes }) ?? true

describe('a filter', () => {
  it.each<VideoFilter>([{}, { query: ' ', status: [], model: '', metadata: {} }])(
    '%j matches every video',
    (filter) => {
      expect(createVideoMatcher(filter)).toBeUndefined()
    },
  )

  it.each<[VideoFilter, boolean]>([
    [{ query: 'LIGHT  dusk' }, true],
    [{ query: 'opening lighthouse' }, true],
    [{ query: 'lighthouse storm' }, false],
    [{ query: 'coast' }, false],
    [{ status: 'completed' }, true],
    [{ status: ['queued', 'completed'] }, true],
    [{ status: ['queued', 'in_progress'] }, false],
    [{ model: 'mini' }, true],
    [{ model: 'Mini' }, false],
    [{ metadata: { project: 'coast' } }, true],
    [{ metadata: { project: 'Coast' } }, false],
    [{ metadata: { constructor: 'coast' } }, false],
    [{ query: 'dusk', model: 'max' }, false],
  ])('%j: %s', (filter, expected) => expect(matches(filter)).toBe(expected))

  it('does not find one term across the title and the prompt', () => {
    expect(matches({ query: 'openingwide' })).toBe(false)
  })

  it('matches no query if a video has neither prompt nor metadata', () => {
    expect(matches({ query: 'a' }, { prompt: null, metadata: undefined })).toBe(false)
  })
})

describe('a query finds text of any script', () => {
  it.each([
    ['ÉCLAIR', 'un éclair'],
    ['eclair', 'un éclair'],
    ['éclair', 'un e\u0301clair'],
    ['STRASSE', 'Straße'],
    ['straße', 'STRASSE'],
    ['οδοσ', 'ΟΔΟΣ'],
    ['οδός', 'η οδόσα'],
    ['istanbul', 'İSTANBUL'],
    ['ЕЖ', 'ёж'],
    ['fire', 'ﬁre'],
    ['abc', 'ＡＢＣ'],
    ['がき', 'がき'],
    ['한', '한국'],
    ['🏮', 'a 🏮 lamp'],
  ])('%s in %s', (query, prompt) => expect(matches({ query }, { prompt })).toBe(true))

  it.each([
    ['か', 'が'],
    ['ハ', 'パ'],
    ['a.b', 'aXb'],
    ['%', 'lamp'],
    ['_', 'lamp'],
  ])('%s not in %s', (query, prompt) => expect(matches({ query }, { prompt })).toBe(false))
})
