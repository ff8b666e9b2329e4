import { isSettled, type Video } from '@dailies/core'

/** Which films are shown. `running`: not settled. `done`: completed. */
export type LibraryFilter = 'all' | 'running' | 'done'

/** What is asked of the library. */
export interface LibraryQuery {
  /** By state. */
  filter: LibraryFilter
  /** The id of a model; empty for all of them. */
  model: string
  /** Words of the prompt, in any order. */
  search: string
  /** By the time of creation. */
  order: 'desc' | 'asc'
}

export const initialQuery: LibraryQuery = { filter: 'all', model: '', search: '', order: 'desc' }

/** Whether there is a film to see. */
export const isDrawnFromVideo = ({ status, assets }: Video): boolean =>
  status === 'completed' && assets?.video.state !== 'expired'

/** The test for a query, and against what was hidden; undefined where every film passes. */
export function matcherOf({
  filter,
  model,
  search,
  dismissed,
}: Omit<LibraryQuery, 'order'> & { dismissed: ReadonlySet<string> }): ((video: Video) => boolean) | undefined {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (filter === 'all' && model === '' && words.length + dismissed.size === 0) return undefined
  return (video) =>
    passes[filter](video) &&
    (isDrawnFromVideo(video) || !dismissed.has(video.id)) &&
    (model === '' || video.model === model) &&
    words.every((word) => video.prompt?.toLocaleLowerCase().includes(word))
}

const passes: Record<LibraryFilter, (video: Video) => boolean> = {
  all: () => true,
  running: (video) => !isSettled(video),
  done: ({ status }) => status === 'completed',
}
