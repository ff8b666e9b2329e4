import type { Asset, CreateVideo, SpritesheetAsset, Video, VideoRequest, VideoVariant } from '@dailies/core'
import type { Json } from '../upstream/upstream'

/** The operations that create a new video and are billed. */
export type CreateOperation = VideoRequest['operation']

/** The create request to the upstream, stored until the upstream has responded. */
export interface UpstreamRequest {
  /** The kind of request. */
  operation: CreateOperation
  /** The fields. A remix, an edit and an extension use the prompt; an extension also uses the seconds. */
  request: CreateVideo
  /** The upstream reference of the source video; absent for a create. */
  source?: Json
  /** It starts from an uploaded video, which is not stored, so the request cannot be retried. */
  isUpload?: boolean
  /** When the request was first sent, in Unix milliseconds. */
  sentAt: number
}

/** The state of the files, without their URLs, because these depend on the mount path. */
export type JobAssets = Partial<{
  [Variant in VideoVariant]: Omit<Variant extends 'spritesheet' ? SpritesheetAsset : Asset, 'url'>
}>

/** Consecutive 404 responses of the upstream for a job or file that existed before. */
export interface MissingResponses {
  /** When the first of them was received, in Unix milliseconds. */
  since: number
  /** How many of them were received. */
  polls: number
}

/**
 * One row of the store: a video as its owner sees it, and the server's own state of the job. Times are Unix
 * milliseconds.
 */
export interface Job {
  /** The owner, as `authorize` returned it. */
  owner: string
  /** The video as sent to clients, without `assets`. The id is generated here, and ids sort by creation time. */
  video: Omit<Video, 'assets'>
  /** The state of its files. */
  assets: JobAssets
  /** How it was requested; absent for an adopted video. */
  request?: VideoRequest
  /** Incremented with every change that the owner can see. */
  version: number
  /** When the job was created. */
  createdAt: number
  /** The time of the last change that the owner can see. */
  changedAt: number
  /** When the owner deleted it, or the upstream rejected it; the row stays as a tombstone for cursors and events. */
  deletedAt: number | null
  /** The upstream reference; undefined before the upstream has responded, and after the job is deleted there. */
  ref?: Json
  /** The unanswered create request; present until the upstream's response is known, also after a deletion. */
  upstreamRequest?: UpstreamRequest
  /** Whether it counts towards the owner's `activeJobs` limit; a deleted job may still count. */
  isActive: boolean
  /** When the poller works on it next; null if nothing is left to do. */
  dueAt: number | null
  /** When it was last polled; null before the first poll. */
  polledAt: number | null
  /** Not polled until a webhook arrives or a client reads it. */
  isIdle?: boolean
  /** Consecutive failed polls. */
  failures: number
  /** The upstream responded with 404 for this job. */
  missing?: MissingResponses
  /** The upstream responded with 404 for these files of a completed job. */
  missingFiles?: Partial<Record<VideoVariant, MissingResponses>>
  /** Set while files still have to be archived: when they expire upstream. */
  archivingUntil?: number
  /** When the server failed the job provisionally; a later update of the upstream can replace that failure. */
  provisionalFailureAt?: number
  /** Its cost, in millionths of the currency; 0 if nothing was rendered. */
  cost: number
  /** It was adopted: it existed upstream before, so its duration is unknown. */
  isAdopted?: boolean
  /** From creation to completion, in milliseconds. */
  durationMs?: number
}
