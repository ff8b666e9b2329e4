import { isSettled, type Video } from '@dailies/core'

/** Filter by status. `running`: queued or in progress. `done`: completed. */
export type LibraryFilter = 'all' | 'running' | 'done'

/** Filter, search and sort order of the library. */
export interface LibraryQuery {
  /** Filter by status. */
  filter: LibraryFilter
  /** Filter by the id of a model; an empty string for all models. */
  model: string
  /** Search terms, which the prompt must all contain, in any order. */
  search: string
  /** Sort order by creation time. */
  order: 'desc' | 'asc'
}

export const initialQuery: LibraryQuery = { filter: 'all', model: '', search: '', order: 'desc' }

/** Whether the video is completed and its file has not expired. */
export const isPlayable = ({ status, assets }: Video): boolean =>
  status === 'completed' && assets?.video.state !== 'expired'

/** Creates the filter function of a query, which also excludes dismissed videos; undefined if every video matches. */
export function createMatcher({
  filter,
  model,
  search,
  dismissed,
}: Omit<LibraryQuery, 'order'> & { dismissed: ReadonlySet<string> }): ((video: Video) => boolean) | undefined {
  const terms = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (filter === 'all' && model === '' && terms.length + dismissed.size === 0) return undefined
  return (video) =>
    matchesFilter[filter](video) &&
    (isPlayable(video) || !dismissed.has(video.id)) &&
    (model === '' || video.model === model) &&
    terms.every((term) => video.prompt?.toLocaleLowerCase().includes(term))
}

const matchesFilter: Record<LibraryFilter, (video: Video) => boolean> = {
  all: () => true,
  running: (video) => !isSettled(video),
  done: ({ status }) => status === 'completed',
}
