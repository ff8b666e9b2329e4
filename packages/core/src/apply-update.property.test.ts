import { isFinal, isSettled } from '@dailies/core'
import { applyUpdate } from '@dailies/core/internal'
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

/** Any update, including contradictory ones: from a poll without a version, or from an event with one. */
const anyUpdate: Arbitrary<VideoUpdate> = record({
  status: constantFrom('queued' as const, 'in_progress' as const, 'completed' as const),
  progress: option(integer({ min: -20, max: 130 })),
  failure: constantFrom('none' as const, 'none' as const, 'provisional' as const, 'final' as const),
  version: option(integer({ min: 1, max: 9 })),
}).map(({ status, progress, failure, version }) => {
  const update = failure === 'none' ? { status, progress } : failedAs(failure, failure === 'final')
  return version === null ? update : versioned(update, version)
})

const statesAfter = (updates: readonly VideoUpdate[]): Video[] => {
  let current = sampleVideo()
  return updates.map((update) => (current = applyUpdate(current, update)))
}

/** The updates of a real job: in order, with one final status, all with a version or all without. */
const jobUpdates = record({
  steps: array(integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 }),
  end: constantFrom('completed' as const, 'failed' as const),
  isVersioned: boolean(),
}).map(({ steps, end, isVersioned }): VideoUpdate[] => {
  const running = steps
    .sort((one, other) => one - other)
    .map((progress): VideoUpdate => ({ status: progress === 0 ? 'queued' : 'in_progress', progress }))
  const last = end === 'failed' ? failedAs('moderation_blocked', true) : { status: end }
  return [...running, last].map((update, index) => (isVersioned ? versioned(update, index + 1) : update))
})

/** The same updates in any order, from two sources: each arrives twice. */
const shuffled = jobUpdates.chain((updates) =>
  shuffledSubarray([...updates, ...updates], { minLength: updates.length * 2 }).map((received) => ({
    updates,
    received,
  })),
)

it('a final status never changes, whatever updates arrive', () => {
  assert(
    property(array(anyUpdate), (updates) => {
      const states = statesAfter(updates)
      const end = states.find(isFinal)
      if (!end) return
      for (const later of states.slice(states.indexOf(end))) {
        expect([later.status, later.error]).toEqual([end.status, end.error])
      }
    }),
  )
})

it('progress never decreases and stays within 0 to 100', () => {
  assert(
    property(array(anyUpdate), (updates) => {
      let previous = 0
      for (const { progress } of statesAfter(updates)) {
        expect(progress ?? 0).toBeGreaterThanOrEqual(previous)
        expect(progress ?? 0).toBeLessThanOrEqual(100)
        previous = progress ?? 0
      }
    }),
  )
})

it('duplicated updates in any order lead to the same final status', () => {
  assert(
    property(shuffled, ({ updates, received }) => {
      const last = updates.at(-1)
      const end = statesAfter(received).at(-1)
      expect(end).toMatchObject({ status: last?.status, error: last?.error ?? null })
    }),
  )
})

it('a job is settled only after an update that settles it', () => {
  assert(
    property(shuffled, ({ received }) => {
      statesAfter(received).forEach((state, index) => {
        expect(isSettled(state)).toBe(received.slice(0, index + 1).some(isSettled))
      })
    }),
  )
})

it('applying the same update twice returns the same object', () => {
  assert(
    property(array(anyUpdate), anyUpdate, (updates, update) => {
      const once = applyUpdate(statesAfter(updates).at(-1) ?? sampleVideo(), update)
      expect(applyUpdate(once, update)).toBe(once)
    }),
  )
})

it('the version of a video never decreases', () => {
  assert(
    property(array(anyUpdate), (updates) => {
      let previous = 0
      for (const { assets } of statesAfter(updates)) {
        expect(assets?.version ?? previous).toBeGreaterThanOrEqual(previous)
        previous = assets?.version ?? previous
      }
    }),
  )
})
