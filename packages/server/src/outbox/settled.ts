import { isFinal, isSettled } from '@dailies/core'
import type { Video } from '@dailies/core'
import type { Job } from '../store/job'
import type { Json } from '../upstream/upstream'
import type { OutboxKind } from './outbox-kind'

/** What `onSettled` receives beside the video. */
export interface SettledContext {
  /** The owner of the video, as `authorize` returned it. */
  owner: string
  /** False for a provisional failure, which a later call may replace. */
  final: boolean
  /** The version of the video. With the video's id it identifies the call. */
  version: number
}

/** Called when a video has completed or failed, until it returns without an error. */
export type OnSettled = (video: Video, context: SettledContext) => void | Promise<void>

type StoredVideo = Omit<Job['video'], 'prompt'>

/** Entries for videos that completed or failed: with their state then, because a provisional failure may be replaced. */
export const settledKind = (onSettled: OnSettled): OutboxKind => ({
  name: 'settled',
  payloadOf: (before, after) => {
    if (!isSettled(after.video) || after.phase.name === 'deleted') return undefined
    if (before && outcomeOf(before) === outcomeOf(after)) return undefined
    // The prompt is read from the row, which loses it when the video is deleted.
    const { prompt: _prompt, ...video } = after.video
    return video as unknown as Json
  },
  deliver: async ({ owner, version, payload }, { job, toVideo }) => {
    if (!job) return
    const video = { ...(payload as unknown as StoredVideo), prompt: job.video.prompt }
    await onSettled(await toVideo({ ...job, video, version }), { owner, final: isFinal(video), version })
  },
})

const outcomeOf = ({ video }: Job): string =>
  isSettled(video) ? `${video.status} ${isFinal(video) ? 'for good' : 'provisionally'}` : 'none'
