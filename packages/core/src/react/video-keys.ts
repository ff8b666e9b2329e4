import type { VideoFilter } from '@dailies/core'

/** Key of one page of a list: its base URL, viewer, order, size, the id that it starts after, and the filter if it has one. */
export type VideoListKey = readonly [
  'dailies',
  baseURL: string,
  viewer: string,
  'list',
  order: 'asc' | 'desc',
  pageSize: number,
  after: string | null,
  filter?: VideoFilter,
]

/**
 * All SWR keys of this package. They hold the base URL and the viewer, so that neither two servers nor two accounts share
 * an entry.
 */
export const videoKeys = {
  capabilities: (baseURL: string, viewer: string) => ['dailies', baseURL, viewer, 'capabilities'] as const,
  list: (
    baseURL: string,
    viewer: string,
    { order, pageSize, filter }: { order: 'asc' | 'desc'; pageSize: number; filter?: VideoFilter | undefined },
    after: string | null,
  ): VideoListKey => {
    const key = ['dailies', baseURL, viewer, 'list', order, pageSize, after] as const
    return filter ? [...key, filter] : key
  },
} as const
