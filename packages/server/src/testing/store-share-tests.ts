import { beforeEach, describe, expect, it } from 'vitest'
import type { StoredShare } from '../store/shares'
import type { Store } from '../store/store'
import { start } from './store-harness'
import type { StoreHarness } from './store-harness'

/** Links that show one video to whoever has their token. */
export function shareTests(harness: StoreHarness): void {
  const { running, concurrently } = harness
  let store: Store
  let other: Store
  beforeEach(() => void ({ store, other } = harness))

  let count = 0
  const shareOf = (videoId: string, changes: Partial<StoredShare> = {}): StoredShare => {
    count += 1
    const number = String(count).padStart(6, '0')
    const tokenHash = `hash ${number}`
    const variants: StoredShare['variants'] = ['video', 'thumbnail']
    return {
      id: `share_${number}`,
      videoId,
      owner: 'ada',
      tokenHash,
      variants,
      createdAt: start,
      expiresAt: null,
      ...changes,
    }
  }

  describe('shares', () => {
    it('are returned as they were added, by their video and by the hash of their token', async () => {
      const { video } = await running()
      const [one, two] = [shareOf(video.id), shareOf(video.id, { variants: ['video'], expiresAt: start + 5 })]
      for (const share of [one, two]) expect(await store.addShare(share, { max: 50 })).toBe('added')
      expect(await other.listShares('ada', video.id)).toEqual([one, two])
      expect(await other.findShare(two.tokenHash)).toEqual(two)
      expect(await other.findShare('hash of nothing')).toBeNull()
    })

    it('are limited to the owner', async () => {
      const { video } = await running()
      const share = shareOf(video.id)
      expect(await store.addShare({ ...share, owner: 'bob' }, { max: 50 })).toBe('no_video')
      expect(await store.addShare(shareOf('video_none'), { max: 50 })).toBe('no_video')
      await store.addShare(share, { max: 50 })
      expect(await store.listShares('bob', video.id)).toEqual([])
      expect(await store.deleteShare(share.id, { owner: 'bob', videoId: video.id })).toBe(false)
      expect(await store.deleteShare(share.id, { owner: 'ada', videoId: 'video_none' })).toBe(false)
      expect(await store.findShare(share.tokenHash)).not.toBeNull()
    })

    it('are deleted once, by the owner or by anyone with their id', async () => {
      const { video } = await running()
      const [one, two] = [shareOf(video.id), shareOf(video.id)]
      for (const share of [one, two]) await store.addShare(share, { max: 50 })
      expect(await other.deleteShare(one.id, { owner: 'ada', videoId: video.id })).toBe(true)
      expect(await other.deleteShare(two.id)).toBe(true)
      expect(await store.deleteShare(two.id)).toBe(false)
      expect(await store.listShares('ada', video.id)).toEqual([])
      for (const id of ['', '\0', 'x'.repeat(10_000)]) expect(await store.deleteShare(id)).toBe(false)
    })

    it('are at most so many of a video, also if they are added at once; expired ones do not count', async () => {
      const { video } = await running()
      const shares = Array.from({ length: 8 }, () => shareOf(video.id, { expiresAt: start + 10 }))
      const added = await concurrently(8, (at, index) => at.addShare(shares[index] as StoredShare, { max: 3 }))
      expect(added.filter((outcome) => outcome === 'added')).toHaveLength(3)
      expect(await store.addShare(shareOf(video.id, { createdAt: start + 9 }), { max: 3 })).toBe('full')
      const late = shareOf(video.id, { createdAt: start + 10 })
      expect(await store.addShare(late, { max: 3 })).toBe('added')
      expect(await store.listShares('ada', video.id)).toEqual([late])
    })

    it('end with their video, and a deleted video gets none', async () => {
      const [{ video }, kept] = [await running(), await running()]
      const [one, two] = [shareOf(video.id), shareOf(kept.video.id)]
      for (const share of [one, two]) await store.addShare(share, { max: 50 })
      await other.delete('ada', video.id, start + 1)
      expect(await store.findShare(one.tokenHash)).toBeNull()
      expect(await store.findShare(two.tokenHash)).toEqual(two)
      expect(await store.addShare(shareOf(video.id), { max: 50 })).toBe('no_video')
    })
  })
}
