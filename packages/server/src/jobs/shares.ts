import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import type { ServerContext } from '../server-context'
import type { Job } from '../store/job'
import type { StoredShare } from '../store/shares'
import { digest } from './digest'
import { newId } from './new-id'
import { requireOwnedJob } from './ownership'
import { readVideoId } from './video-id'

/** A new share, checked. */
export interface NewStoredShare {
  variants: VideoVariant[]
  /** Milliseconds from now; null if it does not end by itself. */
  lifetimeMs: number | null
}

/** Links that show a video to whoever has their token. */
export interface Shares {
  /** The token is returned here only: the store has its hash. */
  create(owner: string, id: string, request: NewStoredShare): Promise<{ share: StoredShare; token: string }>
  list(owner: string, id: string): Promise<StoredShare[]>
  delete(owner: string, id: string, shareId: string): Promise<void>
  /** Ends a share of any owner. */
  revoke(shareId: string): Promise<void>
  /** The share of a token, and its video. @throws VideoError `not_found`, the same for every reason */
  open(token: string): Promise<{ share: StoredShare; job: Job }>
}

/** The most shares of one video. */
const maxShares = 50

/** 256 random bits in base64url: one cannot be guessed, so a lookup needs no delay and no limit. */
const tokenShape = /^[\w-]{43}$/

export function createShares({ store, now }: Pick<ServerContext, 'store' | 'now'>): Shares {
  const isOver = ({ expiresAt }: StoredShare): boolean => expiresAt !== null && expiresAt <= now()
  const requireVideo = async (owner: string, id: string): Promise<Job> =>
    requireOwnedJob(await store.retrieve(readVideoId(id)), owner, id)

  return {
    async create(owner, id, { variants, lifetimeMs }) {
      const job = await requireVideo(owner, id)
      if (job.video.status !== 'completed')
        throw new VideoError('Only a completed video can be shared. Try again when it is.', { code: 'not_ready' })
      const token = newToken()
      const at = now()
      const share: StoredShare = {
        id: newId('share', at),
        videoId: job.video.id,
        owner,
        tokenHash: await digest(token),
        variants,
        createdAt: at,
        expiresAt: lifetimeMs === null ? null : at + lifetimeMs,
      }
      const outcome = await store.addShare(share, { max: maxShares })
      if (outcome === 'full')
        throw new VideoError(`This video has ${maxShares} shares already. Delete one of them first.`, {
          code: 'limit_reached',
        })
      // It was deleted meanwhile.
      if (outcome === 'no_video') requireOwnedJob(null, owner, id)
      return { share, token }
    },
    list: async (owner, id) => {
      const { video } = await requireVideo(owner, id)
      return (await store.listShares(owner, video.id)).filter((share) => !isOver(share))
    },
    delete: async (owner, id, shareId) => {
      const { video } = await requireVideo(owner, id)
      if (!(await store.deleteShare(shareId, { owner, videoId: video.id }))) throw shareNotFound()
    },
    revoke: async (shareId) => {
      if (!(await store.deleteShare(shareId))) throw shareNotFound()
    },
    async open(token) {
      // The hash is what is compared, and it tells nothing about the token: the time of the lookup reveals no part of it.
      const share = tokenShape.test(token) ? await store.findShare(await digest(token)) : null
      const job = share && !isOver(share) ? await store.retrieve(share.videoId) : null
      if (!share || !job || job.owner !== share.owner || job.phase.name === 'deleted') throw sharedNotFound()
      return { share, job }
    },
  }
}

function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '')
}

const shareNotFound = (): VideoError =>
  new VideoError('There is no such share. It may have been deleted.', { code: 'not_found' })

/** The answer to a token that is unknown, deleted or expired, and to a file that is not shared. */
export const sharedNotFound = (): VideoError =>
  new VideoError('This link shows nothing. It may have ended; ask for a new one.', { code: 'not_found' })
