import type { Job } from './job'
import type { OpenTable } from './memory-table'
import type { ShareStore, StoredShare } from './shares'

/** The shares of the store in memory. */
export interface MemoryShares {
  operations(jobOf: (id: string) => Job | undefined): ShareStore
  /** Deletes the shares of a video. */
  deleteOf(videoId: string): void
}

export function createMemoryShares(openTable: OpenTable): MemoryShares {
  const shares = openTable<StoredShare>('shares')
  const sharesOf = (videoId: string): StoredShare[] => [...shares.values()].filter((share) => share.videoId === videoId)
  return {
    operations: (jobOf) => ({
      addShare: async (share, { max }) => {
        const job = jobOf(share.videoId)
        if (!job || job.owner !== share.owner || job.phase.name === 'deleted') return 'no_video'
        for (const { id, expiresAt } of sharesOf(share.videoId))
          if (expiresAt !== null && expiresAt <= share.createdAt) shares.delete(id)
        if (sharesOf(share.videoId).length >= max) return 'full'
        shares.set(share.id, share)
        return 'added'
      },
      listShares: async (owner, videoId) => sharesOf(videoId).filter((share) => share.owner === owner),
      findShare: async (tokenHash) => [...shares.values()].find((share) => share.tokenHash === tokenHash) ?? null,
      deleteShare: async (id, of) => {
        const share = shares.get(id)
        if (!share || (of && (share.owner !== of.owner || share.videoId !== of.videoId))) return false
        return shares.delete(id)
      },
    }),
    deleteOf: (videoId) => {
      for (const { id } of sharesOf(videoId)) shares.delete(id)
    },
  }
}
