import { dialectNames } from '@dailies/sandbox'
import { describe, expect, it } from 'vitest'
import { playDialogue } from './testing/play-dialogue'
import { recordedEngines } from './testing/recorded-engines'
import { recordedGateways } from './testing/recorded-gateways'
import { recordedOpenai } from './testing/recorded-openai'

const recorded = [...recordedOpenai, ...recordedGateways, ...recordedEngines]

describe('every response equals the recorded bytes', () => {
  it.each(recorded)('$dialect $quirks', async ({ dialect, quirks, dialogue }) => {
    const steps = dialogue.map(([step]) => step)
    expect(await playDialogue(dialect, quirks, steps)).toEqual(dialogue)
  })
})

it('every dialect is recorded', () => {
  expect(new Set(recorded.map(({ dialect }) => dialect))).toEqual(new Set(dialectNames))
})
