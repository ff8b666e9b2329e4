import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { sampleVideo } from '../testing/sample-video'
import type { VideoListPage } from './listed-ids'
import { listedIds } from './listed-ids'

/** Videos by id, created at the second that their id names. */
const videosOf = (ids: readonly string[]) =>
  new Map<string, Video>(ids.map((id) => [id, sampleVideo({ id, created_at: Number(id.slice(1)) })]))

const page = (ids: readonly string[], hasMore = false, loadedAt = 100): VideoListPage => ({ ids, hasMore, loadedAt })

interface Row {
  pages: VideoListPage[]
  arrivals?: [string, number][]
  stored?: string[]
  order?: 'asc' | 'desc'
  expected: string[]
}

const rows: Record<string, Row> = {
  'no page': { pages: [], arrivals: [['v9', 200]], expected: [] },
  'pages in the order of the server': { pages: [page(['v5', 'v4'], true), page(['v3'])], expected: ['v5', 'v4', 'v3'] },
  'a video that two pages hold is listed once': {
    pages: [page(['v5', 'v4'], true), page(['v4', 'v3'])],
    expected: ['v5', 'v4', 'v3'],
  },
  'a deleted video is not listed': { pages: [page(['v5', 'v4', 'v3'])], stored: ['v5', 'v3'], expected: ['v5', 'v3'] },
  'a new video is first': { pages: [page(['v5', 'v4'], true)], arrivals: [['v6', 150]], expected: ['v6', 'v5', 'v4'] },
  'a new video is last in ascending order': {
    pages: [page(['v4', 'v5'])],
    arrivals: [['v6', 150]],
    order: 'asc',
    expected: ['v4', 'v5', 'v6'],
  },
  'a video that arrives with the next page is not listed yet': {
    pages: [page(['v5', 'v4'], true)],
    arrivals: [['v3', 150]],
    expected: ['v5', 'v4'],
  },
  'an old video is last if there is no next page': {
    pages: [page(['v5', 'v4'])],
    arrivals: [['v3', 150]],
    expected: ['v5', 'v4', 'v3'],
  },
  'a video that arrived while the page was loading is listed': {
    pages: [page(['v5'], false, 100)],
    arrivals: [['v6', 100]],
    expected: ['v6', 'v5'],
  },
  'a video that a later page lacks was deleted elsewhere': {
    pages: [page(['v5', 'v3'], false, 100)],
    arrivals: [['v4', 99]],
    expected: ['v5', 'v3'],
  },
  'the page that a video belongs to decides': {
    pages: [page(['v9', 'v8'], true, 200), page(['v5', 'v3'], false, 100)],
    arrivals: [['v4', 150]],
    expected: ['v9', 'v8', 'v5', 'v4', 'v3'],
  },
  'a new video that sorts within what a search has read': {
    pages: [{ ...page([], true), readTo: 'v3' }],
    arrivals: [
      ['v4', 150],
      ['v2', 150],
    ],
    expected: ['v4'],
  },
  'a search that went on still knows when it read the earlier part': {
    pages: [{ ...page([], true, 100), readTo: 'v5' }, page(['v3'], false, 200)],
    arrivals: [
      ['v6', 150],
      ['v4', 150],
    ],
    expected: ['v6', 'v3'],
  },
  'a search in ascending order': {
    pages: [{ ...page([], true), readTo: 'v3' }],
    arrivals: [
      ['v4', 150],
      ['v2', 150],
    ],
    order: 'asc',
    expected: ['v2'],
  },
  'the first video of an empty list': { pages: [page([])], arrivals: [['v1', 150]], expected: ['v1'] },
  'two new videos, the newest first': {
    pages: [page(['v5'])],
    arrivals: [
      ['v6', 150],
      ['v7', 151],
    ],
    expected: ['v7', 'v6', 'v5'],
  },
}

it.each(Object.entries(rows))('%s', (_name, { pages, arrivals = [], stored, order = 'desc', expected }) => {
  const videos = videosOf(stored ?? [...pages.flatMap(({ ids }) => ids), ...arrivals.map(([id]) => id)])
  const ids = listedIds({ pages, order, arrivals: new Map(arrivals), videoOf: (id) => videos.get(id) })
  expect(ids).toEqual(expected)
})
