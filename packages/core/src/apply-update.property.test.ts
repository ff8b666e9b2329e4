import { applyUpdate, isFinal, isSettled } from '@dailies/core'
import type { VideoUpdate, Video } from '@dailies/core'
import { assert, constantFrom, array, boolean, integer, option, property, record, shuffledSubarray } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, it } from 'vitest'
import { sampleVideo } from './testing/sample-video'

const asset = { state: 'waiting', url: null, content_type: null, bytes: null } as const

const versioned = (update: VideoUpdate, version: number): VideoUpdate => ({
  ...update,
  assets: { version, video: asset, thumbnail: asset, spritesheet: asset },
})

const failedAs = (code: string, final: boolean): VideoUpdate => ({
  status: 'failed',
  error: { code, message: '', final },
})

/** Anything that may be heard, contradictions included: from a poll without a version, or from an event with one. */
const anything: Arbitrary<VideoUpdate> = record({
  status: constantFrom('queued' as const, 'in_progress' as const, 'completed' as const),
  progress: option(integer({ min: -20, max: 130 })),
  failure: constantFrom('none' as const, 'none' as const, 'verdict' as const, 'refusal' as const),
  version: option(integer({ min: 1, max: 9 })),
}).map(({ status, progress, failure, version }) => {
  const update = failure === 'none' ? { status, progress } : failedAs(failure, failure === 'refusal')
  return version === null ? update : versioned(update, version)
})

const life = (answers: readonly VideoUpdate[]): Video[] => {
  let known = sampleVideo()
  return answers.map((update) => (known = applyUpdate(known, update)))
}

/** A job as it really went: forwards, with one end, each step with its version or none. */
const trueLife = record({
  steps: array(integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 }),
  end: constantFrom('completed' as const, 'failed' as const),
  isVersioned: boolean(),
}).map(({ steps, end, isVersioned }): VideoUpdate[] => {
  const running = steps
    .sort((one, other) => one - other)
    .map((progress): VideoUpdate => ({ status: progress === 0 ? 'queued' : 'in_progress', progress }))
  const last = end === 'failed' ? failedAs('refused', true) : { status: end }
  return [...running, last].map((update, index) => (isVersioned ? versioned(update, index + 1) : update))
})

/** The same answers in any order, from two sources at once: each may come twice. */
const interleaved = trueLife.chain((answers) =>
  shuffledSubarray([...answers, ...answers], { minLength: answers.length * 2 }).map((update) => ({ answers, update })),
)

it('a job that has its end keeps it, whatever is heard', () => {
  assert(
    property(array(anything), (answers) => {
      const states = life(answers)
      const end = states.find(isFinal)
      if (!end) return
      for (const later of states.slice(states.indexOf(end))) {
        expect([later.status, later.error]).toEqual([end.status, end.error])
      }
    }),
  )
})

it('progress never runs backwards and stays within 0 to 100', () => {
  assert(
    property(array(anything), (answers) => {
      let before = 0
      for (const { progress } of life(answers)) {
        expect(progress ?? 0).toBeGreaterThanOrEqual(before)
        expect(progress ?? 0).toBeLessThanOrEqual(100)
        before = progress ?? 0
      }
    }),
  )
})

it('every order of the same answers, each heard twice, comes to the same end', () => {
  assert(
    property(interleaved, ({ answers, update }) => {
      const last = answers.at(-1)
      const end = life(update).at(-1)
      expect(end).toMatchObject({ status: last?.status, error: last?.error ?? null })
    }),
  )
})

it('a prefix of any order shows nothing that was not heard', () => {
  assert(
    property(interleaved, ({ update }) => {
      life(update).forEach((state, index) => {
        expect(isSettled(state)).toBe(update.slice(0, index + 1).some(isSettled))
      })
    }),
  )
})

it('hearing the same again changes nothing, not even the object', () => {
  assert(
    property(array(anything), anything, (answers, update) => {
      const once = applyUpdate(life(answers).at(-1) ?? sampleVideo(), update)
      expect(applyUpdate(once, update)).toBe(once)
    }),
  )
})

it('the version of a video never falls', () => {
  assert(
    property(array(anything), (answers) => {
      let before = 0
      for (const { assets } of life(answers)) {
        expect(assets?.version ?? before).toBeGreaterThanOrEqual(before)
        before = assets?.version ?? before
      }
    }),
  )
})
