/** Key of one page of a list: its base URL, viewer, order, size, and the id that it starts after. */
export type VideoListKey = readonly [
  'dailies',
  baseURL: string,
  viewer: string,
  'list',
  order: 'asc' | 'desc',
  pageSize: number,
  after: string | null,
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
    { order, pageSize }: { order: 'asc' | 'desc'; pageSize: number },
    after: string | null,
  ): VideoListKey => ['dailies', baseURL, viewer, 'list', order, pageSize, after],
} as const
