import type { Video, VideoFilter } from '@dailies/core'
import { createVideoMatcher } from '@dailies/core/internal'

/** Filter of the library. `running`: queued or in progress. `done`: completed. `failed`: without a
 * video, cancelled ones included. `favorites`: marked by the user. */
export type LibraryFilter = 'all' | 'running' | 'done' | 'failed' | 'favorites'

/** Filter, search and sort order of the library. */
export interface LibraryQuery {
  /** Filter by status, or for favorites. */
  filter: LibraryFilter
  /** Filter by the id of a model; an empty string for all models. */
  model: string
  /** Search terms, which the prompt and the title must all contain, in any order. */
  search: string
  /** Sort order by creation time. */
  order: 'desc' | 'asc'
}

export const initialQuery: LibraryQuery = { filter: 'all', model: '', search: '', order: 'desc' }

/** Whether the video is completed and its file has not expired. */
export const isPlayable = ({ status, assets }: Video): boolean =>
  status === 'completed' && assets?.video.state !== 'expired'

/** Whether a comparison can show these playable videos. */
export const canCompare = ({ length }: readonly string[]): boolean => length >= 2 && length <= 4

/** Whether the user marked the video. */
export const isFavorite = ({ metadata }: Video): boolean => metadata?.['dailies.favorite'] === 'true'

/** The title that the user gave the video, else its prompt. */
export const titleOf = ({ metadata, prompt }: Video): string | null => metadata?.['dailies.title'] ?? prompt

/** The filter of a query, as lists have it. */
export const toVideoFilter = ({ filter, model, search }: Omit<LibraryQuery, 'order'>): VideoFilter => ({
  query: search,
  model,
  ...filterOf[filter],
})

const filterOf: Record<LibraryFilter, VideoFilter> = {
  all: {},
  running: { status: ['queued', 'in_progress'] },
  done: { status: 'completed' },
  failed: { status: 'failed' },
  favorites: { metadata: { 'dailies.favorite': 'true' } },
}

/** Creates the filter function of a query, which also excludes dismissed videos; undefined if every video matches. */
export function createMatcher({
  dismissed,
  ...query
}: Omit<LibraryQuery, 'order'> & { dismissed: ReadonlySet<string> }): ((video: Video) => boolean) | undefined {
  const matches = createVideoMatcher(toVideoFilter(query))
  if (!matches && dismissed.size === 0) return undefined
  return (video) => (matches?.(video) ?? true) && (isPlayable(video) || !dismissed.has(video.id))
}
