import { isSettled, type Video } from '@dailies/core'

/** Which films are shown. `running`: not settled. `done`: completed. */
export type LibraryFilter = 'all' | 'running' | 'done'

/** What is asked of the library. */
export interface LibraryQuery {
  filter: LibraryFilter
  /** Words of the prompt, in any order. */
  search: string
  /** By the time of creation. */
  order: 'desc' | 'asc'
}

export const initialQuery: LibraryQuery = { filter: 'all', search: '', order: 'desc' }

/** The test for a query; undefined where every film passes. */
export function matcherOf({ filter, search }: LibraryQuery): ((video: Video) => boolean) | undefined {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (filter === 'all' && words.length === 0) return undefined
  return (video) => passes[filter](video) && words.every((word) => video.prompt?.toLocaleLowerCase().includes(word))
}

const passes: Record<LibraryFilter, (video: Video) => boolean> = {
  all: () => true,
  running: (video) => !isSettled(video),
  done: ({ status }) => status === 'completed',
}
