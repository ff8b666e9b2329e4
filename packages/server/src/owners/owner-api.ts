import { VideoError } from '@dailies/core'
import type { ListVideos, Video } from '@dailies/core'
import type { FetchContext } from '../http/handler'
import { searchJobs } from '../jobs/search-jobs'
import { readVideoId } from '../jobs/video-id'
import type { Job } from '../store/job'
import type { Store } from '../store/store'
import { exportOwner } from './export-owner'
import type { ExportedVideo } from './export-owner'
import { createOwnerVideos, requireOwner } from './owner-client'
import type { OwnerVideos } from './owner-client'
import type { OwnerDeletion, OwnerDeletions } from './owner-deletion'

/** Which videos of all owners to list, newest first. */
export interface ListAllVideos extends Pick<ListVideos, 'status'> {
  /** Only videos of this owner. @default all owners */
  owner?: string
  /** The `lastId` of the previous page. */
  after?: string
  /** Maximum number of videos, from 1 to 100. @default 20 */
  limit?: number
}

/** A video with its owner. */
export interface OwnedVideo {
  /** The owner, as `authorize` returned it. */
  owner: string
  /** The video, as its owner sees it. */
  video: Video
}

/** One page of the videos of all owners. */
export interface OwnedVideoPage {
  /** Newest first. With a filter a page may have fewer than `limit`, also none, although more follow. */
  data: OwnedVideo[]
  /** Whether there is a next page. */
  hasMore: boolean
  /** The `after` of the next page; null if there is none. */
  lastId: string | null
}

/** The part of the server's API that is about owners. */
export interface OwnersApi {
  /**
   * The operations of the API on behalf of this owner, for code on the server: create, remix, edit, extend, retrieve, list,
   * update, cancel, delete, content, capabilities and events. Limits, `beforeCreate` and credits apply as for a request.
   *
   * @throws VideoError `misconfigured` without `basePath`
   */
  as(owner: string): OwnerVideos
  /** Lists videos of all owners, for an admin. @throws VideoError `misconfigured` without `basePath`, `invalid_request` */
  listAll(page?: ListAllVideos): Promise<OwnedVideoPage>
  /**
   * Deletes an owner with everything that is stored about them: videos here, upstream and in the archive, prompts, metadata and
   * shares. From the first call on, a create of this owner fails with 409 `account_deleted`. What cannot be deleted at once,
   * because a provider is away or a call to your code is still to be delivered, is deleted by the started server or by
   * `tick`, also after a crash; call it again to learn how far it is. Cost and idempotency keys stay as pseudonymous
   * remains until `purgeAfterMs` is over. Afterwards the id can be used anew, so end the sessions of the user first.
   */
  deleteOwner(owner: string): Promise<OwnerDeletion>
  /**
   * Reads everything that is kept about the videos of an owner, with their own prompts.
   *
   * @throws VideoError `misconfigured` without `basePath`
   */
  exportOwner(owner: string): AsyncGenerator<ExportedVideo, void, undefined>
}

/** Dependencies of {@link createOwnersApi}. */
interface OwnersApiOptions {
  store: Store
  handle: (request: Request, context: FetchContext, owner: string) => Promise<Response>
  deletions: Pick<OwnerDeletions, 'delete'>
  /** @throws VideoError `misconfigured` that names the method, without `basePath` */
  mountFor(method: string): string
  toVideo(job: Job): Promise<Video>
}

const maxLimit = 100

export function createOwnersApi({ store, handle, deletions, mountFor, toVideo }: OwnersApiOptions): OwnersApi {
  return {
    as: (owner) => createOwnerVideos(handle, owner, mountFor('as')),
    listAll: async ({ owner, status, after, limit = 20 } = {}) => {
      mountFor('listAll')
      if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
        throw new VideoError(`limit must be a whole number from 1 to ${maxLimit}.`, {
          code: 'invalid_request',
          param: 'limit',
        })
      }
      const source = owner === undefined ? { list: (_: string, page: AllPage) => store.listAll(page) } : store
      const page = await searchJobs(source, owner ?? '', {
        limit,
        order: 'desc',
        ...(after !== undefined && { after: readVideoId(after) }),
        ...(status !== undefined && { status }),
      })
      const data: OwnedVideo[] = []
      for (const job of page.jobs) data.push({ owner: job.owner, video: await toVideo(job) })
      const lastId = page.readTo ?? page.jobs.at(-1)?.video.id ?? null
      return { data, hasMore: page.hasMore, lastId: page.hasMore ? lastId : null }
    },
    deleteOwner: async (owner) => {
      requireOwner(owner)
      return deletions.delete(owner)
    },
    exportOwner: (owner) => {
      mountFor('exportOwner')
      return exportOwner(store, owner, toVideo)
    },
  }
}

type AllPage = Parameters<Store['listAll']>[0]
