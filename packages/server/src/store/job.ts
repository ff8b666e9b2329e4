import type { Asset, CreateVideo, SpritesheetAsset, Video, VideoRequest, VideoVariant } from '@dailies/core'
import type { Json } from '../upstream/upstream'

/** The verbs that make a new film, and cost money. */
export type CreateVerb = VideoRequest['verb']

/** What is asked of the upstream, held until it has answered. */
export interface UpstreamRequest {
  /** What is asked. */
  verb: CreateVerb
  /** The fields; a remix, an edit and an extension use the prompt, the last also the seconds. */
  request: CreateVideo
  /** The upstream's reference of the film it starts from; absent for a create. */
  source?: Json
  /** It starts from a film of another place, which is not held here, so it cannot be sent again. */
  isUpload?: boolean
  /** When the upstream was first asked, in Unix milliseconds. */
  sentAt: number
}

/** What is known of the files, without the URLs, which depend on the mount. */
export type JobAssets = Partial<{
  [Variant in VideoVariant]: Omit<Variant extends 'spritesheet' ? SpritesheetAsset : Asset, 'url'>
}>

/** Answers of the upstream that did not know something which was there before. */
export interface MissingAnswers {
  /** When the first such answer came. */
  since: number
  /** How many such answers in a row. */
  polls: number
}

/** One row: a video as its owner knows it, and what only the server may know. Times are Unix milliseconds. */
export interface Job {
  /** Whose it is, as `authorize` said. */
  owner: string
  /** As answered, but without `assets`. Its id is ours, and ids sort by the time of their making. */
  video: Omit<Video, 'assets'>
  /** What is known of its files. */
  assets: JobAssets
  /** How it was asked for; absent for what was adopted. */
  request?: VideoRequest
  /** Grows with every change that the owner can see. */
  version: number
  /** When it was asked for. */
  createdAt: number
  /** The last change that the owner can see. */
  changedAt: number
  /** When the owner deleted it, or the upstream refused it; the row stays, so that cursors and events do. */
  deletedAt: number | null
  /** How the upstream knows it; undefined before it answered, and once it is deleted there too. */
  ref?: Json
  /** Present while the upstream's answer is not known, also once it is deleted. */
  upstreamRequest?: UpstreamRequest
  /** It takes one of the owner's places among the active jobs, deleted or not. */
  isActive: boolean
  /** When it is to be looked at next; null where nothing is left to do. */
  dueAt: number | null
  /** When the upstream was last asked; null before the first time. */
  polledAt: number | null
  /** Left alone until a webhook comes or somebody looks. */
  isIdle?: boolean
  /** Looks in a row that went unanswered. */
  failures: number
  /** The upstream said that it does not know this job. */
  missing?: MissingAnswers
  /** The upstream said that it does not have these files of a completed job. */
  missingFiles?: Partial<Record<VideoVariant, MissingAnswers>>
  /** While files are still to be archived: when they will be gone upstream. */
  archivingUntil?: number
  /** When we gave a verdict of our own. */
  provisionalFailureAt?: number
  /** What it costs, in millionths of the currency; 0 where nothing was rendered. */
  cost: number
  /** It existed upstream before it came here, so nothing is known of how long it took. */
  isAdopted?: boolean
  /** From creation to completion, in milliseconds. */
  durationMs?: number
}
