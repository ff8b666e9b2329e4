import type { Video } from '@dailies/core'
import { describe, expect, it, vi } from 'vitest'
import { beyond, freeSpace, keepNewest, onFullDisk } from './free-space'

const file = (bytes: number | null) => ({ state: 'ready', url: null, content_type: null, bytes })

const video = (id: string, bytes: number | null, more: Partial<Video> = {}): Video =>
  ({
    id,
    status: 'completed',
    assets: { version: 1, video: file(bytes), thumbnail: file(0), spritesheet: file(null) },
    ...more,
  }) as Video

const favorite = { metadata: { 'dailies.favorite': 'true' } }

const cases: [string, Video[], string[]][] = [
  ['all that fit', [video('c', 40), video('b', 40), video('a', 20)], []],
  ['the oldest goes', [video('c', 40), video('b', 40), video('a', 30)], ['a']],
  [
    'the oldest goes first, and none older than one that goes',
    [video('c', 40), video('b', 70), video('a', 1)],
    ['a', 'b'],
  ],
  ['a favorite stays, and takes its space', [video('c', 60), video('b', 60, favorite), video('a', 1)], ['a']],
  ['what runs stays', [video('c', 60), video('b', 60, { status: 'in_progress' }), video('a', 1)], ['a']],
  ['what failed goes, too', [video('c', 110), video('b', null, { status: 'failed' })], ['b', 'c']],
  ['without sizes', [video('c', null), video('b', null)], []],
]

it.each(cases)('%s', (_, newestFirst, going) => {
  expect(beyond(newestFirst, 100).map(({ id }) => id)).toEqual(going)
})

/** Videos in pages of two. */
function pagesOf(all: Video[]) {
  const list = vi.fn(async (_owner: string, { after }: { after?: string } = {}) => {
    const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
    const data = all.slice(from, from + 2)
    const has_more = from + 2 < all.length
    return { object: 'list' as const, data, has_more, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
  })
  return {
    list,
    delete: vi.fn(async (_owner: string, id: string) => ({
      id,
      object: 'video.deleted' as const,
      deleted: true as const,
    })),
  }
}

it('keepNewest looks at all pages', async () => {
  const videos = pagesOf([video('d', 40), video('c', 40), video('b', 40), video('a', 40)])
  await keepNewest(videos, 'visitor', 100)
  expect(videos.delete.mock.calls).toEqual([
    ['visitor', 'a'],
    ['visitor', 'b'],
  ])
})

it('freeSpace deletes files before their video', async () => {
  const videos = pagesOf([video('b', 90), video('a', 10)])
  const deleteFiles = vi.fn(async () => undefined)
  await freeSpace(videos, 'visitor', deleteFiles)
  expect(videos.delete.mock.calls).toEqual([
    ['visitor', 'a'],
    ['visitor', 'b'],
  ])
  expect(deleteFiles.mock.invocationCallOrder[0]).toBeLessThan(videos.delete.mock.invocationCallOrder[0] ?? 0)
})

describe('onFullDisk', () => {
  const full = new Error('No space.', { cause: new DOMException('', 'QuotaExceededError') })
  it.each([
    ['a full disk', full, 1],
    ['another failure', new Error('It is closed.'), 0],
  ])('%s', async (_, error, times) => {
    const free = vi.fn()
    const target = onFullDisk({ write: () => Promise.reject(error), listen: undefined, name: 'archive' }, free)
    await expect(target.write()).rejects.toBe(error)
    expect(free).toHaveBeenCalledTimes(times)
    expect(target).toMatchObject({ listen: undefined, name: 'archive' })
  })
})
