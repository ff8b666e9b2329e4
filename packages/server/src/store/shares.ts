import type { VideoVariant } from '@dailies/core'

/** A link that shows one video to whoever has its token. */
export interface StoredShare {
  /** Opaque and unique. It opens nothing. */
  id: string
  /** The id of the video. */
  videoId: string
  /** The owner of the video. */
  owner: string
  /** SHA-256 of the token, in hex. The token itself is not stored. */
  tokenHash: string
  /** The shared files. */
  variants: VideoVariant[]
  /** In Unix milliseconds. */
  createdAt: number
  /** In Unix milliseconds; null if it does not end by itself. */
  expiresAt: number | null
}

/** The shares of videos. The deletion of a video deletes them. */
export interface ShareStore {
  /**
   * Inserts a share, unless its owner has no such video, or the video has `max` shares that have not expired. Those that
   * have are deleted.
   */
  addShare(share: StoredShare, options: { max: number }): Promise<'added' | 'no_video' | 'full'>
  /** The shares of an owner's video, the oldest first; expired ones may be among them. */
  listShares(owner: string, videoId: string): Promise<StoredShare[]>
  /** The share with this hash, also an expired one: the caller checks that. */
  findShare(tokenHash: string): Promise<StoredShare | null>
  /** Deletes a share: any one, or only that of this owner's video. False if there is no such share. */
  deleteShare(id: string, of?: { owner: string; videoId: string }): Promise<boolean>
}
