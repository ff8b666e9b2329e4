import { applyUpdate } from '@dailies/core/internal'
import type { VideoAssets } from '@dailies/core'
import { expect, it } from 'vitest'
import { sampleVideo } from './testing/sample-video'

const assets = (version: number, state: 'waiting' | 'archiving' | 'ready' | 'expired' = 'ready'): VideoAssets => {
  const asset = { state, url: null, content_type: null, bytes: null }
  return { version, video: asset, thumbnail: asset, spritesheet: asset }
}
const failure = (code: string, final?: boolean) => ({ code, message: '', ...(final !== undefined && { final }) })

it('applies a new status and progress', () => {
  const moved = applyUpdate(sampleVideo(), { status: 'in_progress', progress: 40 })
  expect(moved).toMatchObject({ status: 'in_progress', progress: 40 })
})

it('progress never decreases and stays within 0 to 100', () => {
  const current = sampleVideo({ status: 'in_progress', progress: 40 })
  expect(applyUpdate(current, { status: 'in_progress', progress: 20 }).progress).toBe(40)
  expect(applyUpdate(current, { status: 'in_progress', progress: 140 }).progress).toBe(100)
  expect(applyUpdate(current, { status: 'in_progress' }).progress).toBe(40)
})

it('a completed job ignores later status updates', () => {
  const current = sampleVideo({ status: 'completed', progress: 100, completed_at: 5 })
  expect(applyUpdate(current, { status: 'in_progress', progress: 30 })).toBe(current)
  expect(applyUpdate(current, { status: 'failed', error: failure('late') })).toBe(current)
})

it('a job that failed upstream stays failed with its first error', () => {
  const current = sampleVideo({ status: 'failed', error: failure('moderation_blocked') })
  expect(applyUpdate(current, { status: 'completed' })).toBe(current)
  expect(applyUpdate(current, { status: 'failed', error: failure('other') })).toBe(current)
})

it('a later upstream update reverts a provisional failure', () => {
  const lost = sampleVideo({ status: 'failed', progress: 60, error: failure('lost', false) })
  expect(applyUpdate(lost, { status: 'in_progress', progress: 30 })).toMatchObject({
    status: 'in_progress',
    progress: 60,
    error: null,
  })
  expect(applyUpdate(lost, { status: 'completed', completed_at: 9 })).toMatchObject({
    status: 'completed',
    completed_at: 9,
    error: null,
  })
})

it('ignores an update with a lower version', () => {
  const current = sampleVideo({ status: 'failed', error: failure('lost', false), assets: assets(7) })
  expect(applyUpdate(current, { status: 'in_progress', assets: assets(6) })).toBe(current)
})

it('updates the files of a settled job', () => {
  const current = sampleVideo({ status: 'completed', expires_at: 100, assets: assets(3, 'archiving') })
  const later = applyUpdate(current, { status: 'completed', expires_at: null, assets: assets(4, 'ready') })
  expect(later).toMatchObject({ status: 'completed', expires_at: null, assets: { video: { state: 'ready' } } })
})

it('keeps fields that an update omits or leaves empty', () => {
  const current = sampleVideo({ status: 'in_progress' })
  const update = { status: 'in_progress', prompt: null, model: '', size: '', seconds: '', created_at: 1 } as const
  expect(applyUpdate(current, update)).toBe(current)
})

it('returns the same object if nothing changed, so that nothing re-renders', () => {
  const current = sampleVideo({ status: 'in_progress', progress: 10, assets: assets(2) })
  expect(applyUpdate(current, structuredClone(current))).toBe(current)
})

it('sets progress to 100 on completion', () => {
  expect(applyUpdate(sampleVideo({ progress: 99 }), { status: 'completed', progress: 99 }).progress).toBe(100)
})
