import type { ListVideos } from '@dailies/core'
import { createVideoMatcher } from '@dailies/core/internal'
import type { Job } from '../store/job'
import { metadataOf } from '../store/stored-metadata'
import type { JobPage, ListOptions, Store } from '../store/store'

/** A page of a list that may be filtered. */
export interface ListedJobs extends JobPage {
  /** The id of the last job that was read, if the next page begins after another one than the last of `jobs`. */
  readTo?: string
}

/** The most that one search reads: jobs, and characters of their prompts. */
const maxJobs = 10_000
const maxCharacters = 10_000_000

/** So few that other requests are handled in between. */
const batchSize = 200

type Search = Pick<ListOptions, 'limit' | 'order'> & Omit<ListVideos, 'limit' | 'order'>

/**
 * Lists one page of an owner's jobs that match. What no index has, the search text, the status and the model, is compared
 * here: databases ignore case in different ways, and SQLite only that of ASCII.
 *
 * @param signal ends the search, whose result is not needed then
 */
export async function searchJobs(
  store: Pick<Store, 'list'>,
  owner: string,
  { limit, order, after, metadata, ...filter }: Search,
  signal?: AbortSignal,
): Promise<ListedJobs> {
  const matches = createVideoMatcher(filter)
  const page = { order, ...(metadata && { metadata }) }
  if (!matches) return store.list(owner, { ...page, limit, ...(after !== undefined && { after }) })
  const found: Job[] = []
  let readTo = after
  let characters = 0
  for (let read = 0; read < maxJobs && characters < maxCharacters; read += batchSize) {
    if (signal?.aborted) break
    const batch = await store.list(owner, { ...page, limit: batchSize, ...(readTo !== undefined && { after: readTo }) })
    for (const job of batch.jobs) {
      const { video } = job
      if (matches({ ...video, metadata: metadataOf(job) })) {
        if (found.length === limit) return { jobs: found, hasMore: true }
        found.push(job)
      }
      readTo = video.id
      characters += video.prompt?.length ?? 0
    }
    if (!batch.hasMore) return { jobs: found, hasMore: false }
  }
  return { jobs: found, hasMore: true, ...(readTo !== undefined && { readTo }) }
}
