import { applyUpdate } from '@dailies/core'
import type { VideoAssets } from '@dailies/core'
import { expect, it } from 'vitest'
import { sampleVideo } from './testing/sample-video'

const assets = (version: number, state: 'waiting' | 'archiving' | 'ready' | 'expired' = 'ready'): VideoAssets => {
  const asset = { state, url: null, content_type: null, bytes: null }
  return { version, video: asset, thumbnail: asset, spritesheet: asset }
}
const failure = (code: string, final?: boolean) => ({ code, message: '', ...(final !== undefined && { final }) })

it('a job moves on, and its progress with it', () => {
  const moved = applyUpdate(sampleVideo(), { status: 'in_progress', progress: 40 })
  expect(moved).toMatchObject({ status: 'in_progress', progress: 40 })
})

it('progress never runs backwards, and never leaves 0 to 100', () => {
  const known = sampleVideo({ status: 'in_progress', progress: 40 })
  expect(applyUpdate(known, { status: 'in_progress', progress: 20 }).progress).toBe(40)
  expect(applyUpdate(known, { status: 'in_progress', progress: 140 }).progress).toBe(100)
  expect(applyUpdate(known, { status: 'in_progress' }).progress).toBe(40)
})

it('a completed job stays completed whatever is heard later', () => {
  const known = sampleVideo({ status: 'completed', progress: 100, completed_at: 5 })
  expect(applyUpdate(known, { status: 'in_progress', progress: 30 })).toBe(known)
  expect(applyUpdate(known, { status: 'failed', error: failure('late') })).toBe(known)
})

it('a job that the upstream failed stays failed with its first reason', () => {
  const known = sampleVideo({ status: 'failed', error: failure('moderation_blocked') })
  expect(applyUpdate(known, { status: 'completed' })).toBe(known)
  expect(applyUpdate(known, { status: 'failed', error: failure('other') })).toBe(known)
})

it('a verdict of our own gives way to a later answer of the upstream', () => {
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

it('older news changes nothing', () => {
  const known = sampleVideo({ status: 'failed', error: failure('lost', false), assets: assets(7) })
  expect(applyUpdate(known, { status: 'in_progress', assets: assets(6) })).toBe(known)
})

it('the files of a settled job still move on', () => {
  const known = sampleVideo({ status: 'completed', expires_at: 100, assets: assets(3, 'archiving') })
  const later = applyUpdate(known, { status: 'completed', expires_at: null, assets: assets(4, 'ready') })
  expect(later).toMatchObject({ status: 'completed', expires_at: null, assets: { video: { state: 'ready' } } })
})

it('what an answer leaves out or leaves blank is kept', () => {
  const known = sampleVideo({ status: 'in_progress' })
  const update = { status: 'in_progress', prompt: null, model: '', size: '', seconds: '', created_at: 1 } as const
  expect(applyUpdate(known, update)).toBe(known)
})

it('nothing new is the same object, so that nothing renders', () => {
  const known = sampleVideo({ status: 'in_progress', progress: 10, assets: assets(2) })
  expect(applyUpdate(known, structuredClone(known))).toBe(known)
})

it('completion counts as all of the progress', () => {
  expect(applyUpdate(sampleVideo({ progress: 99 }), { status: 'completed', progress: 99 }).progress).toBe(100)
})
