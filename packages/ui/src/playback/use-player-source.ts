import { isVideoError, type Video, type VideoError } from '@dailies/core'
import { useVideosClient } from '@dailies/core/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { listen } from '../primitives'
import { holdConnection } from './media-connections'

/**
 * The state of a player. `waiting`: the video is not ready yet. `ready`: it can be played. `failed`: its job failed.
 * `expired`: its file has expired. `unplayable`: the file exists, but the browser cannot play it. `rejected`: the
 * server rejects the request for the file, see `error`.
 */
export type PlayerState = 'waiting' | 'ready' | 'failed' | 'expired' | 'unplayable' | 'rejected'

/** The media source of a player: URL, state and retry. */
export interface PlayerSource {
  /** Whether the video can be played, and if not, why. */
  state: PlayerState
  /** The URL of the file; undefined if there is nothing to play. */
  url: string | undefined
  /** The error of the server; undefined unless `state` is `rejected`. */
  error: VideoError | undefined
  /** Retries after an error: polls the video again and reloads the file. */
  retry(): void
}

// The first retries may get a new signed URL. After that the file itself is assumed to be broken.
const maxRetries = 2

/**
 * Returns the URL of the video and its state, with retry. If the URL fails during playback (an expired signed URL, a
 * restarted server), the video is polled and loaded again, and playback resumes at the same position.
 */
export function usePlayerSource(
  media: HTMLVideoElement | null,
  { video, refresh }: { video: Video | undefined; refresh(): Promise<void> },
): PlayerSource {
  const videos = useVideosClient()
  const [reloads, setReloads] = useState(0)
  const [error, setError] = useState<'unplayable' | VideoError>()
  const playback = useRef({ time: 0, wasPlaying: false, failures: 0 })
  const state = stateOf(video, error)
  const url = video && state === 'ready' ? videos.contentURL(video) : undefined
  const id = video?.id

  useEffect(() => (media && url !== undefined ? holdConnection() : undefined), [media, url])

  const reload = useCallback(() => void refresh().then(() => setReloads((count) => count + 1)), [refresh])
  const findError = useCallback(async () => {
    if (id === undefined) return
    try {
      const response = await videos.content(id, 'video', { range: 'bytes=0-0' })
      await response.body?.cancel()
      setError('unplayable')
    } catch (cause) {
      setError(isVideoError(cause) ? cause : 'unplayable')
    }
  }, [videos, id])

  useEffect(() => {
    if (!media) return undefined
    const current = playback.current
    return listen(media, {
      error() {
        current.failures += 1
        if (current.failures > maxRetries) void findError()
        else reload()
      },
      timeupdate() {
        if (media.error || media.readyState < HTMLMediaElement.HAVE_METADATA) return
        if (media.currentTime > current.time + 1) current.failures = 0
        current.time = media.currentTime
        current.wasPlaying = !media.paused
      },
      play: () => (current.wasPlaying = true),
      loadedmetadata() {
        if (current.time > 0) media.currentTime = current.time
        // The browser may block autoplay. The user can still press the play button.
        if (current.wasPlaying) media.play().catch(() => {})
      },
    })
  }, [media, reload, findError])

  useEffect(() => {
    if (reloads > 0) media?.load()
  }, [media, reloads])

  const retry = useCallback(() => {
    playback.current.failures = 0
    setError(undefined)
    reload()
  }, [reload])
  return { state, url, error: typeof error === 'object' ? error : undefined, retry }
}

function stateOf(video: Video | undefined, error: 'unplayable' | VideoError | undefined): PlayerState {
  if (!video || video.status === 'queued' || video.status === 'in_progress') return 'waiting'
  if (video.status === 'failed') return 'failed'
  const asset = video.assets?.video.state ?? 'ready'
  if (asset === 'expired') return 'expired'
  if (asset === 'waiting') return 'waiting'
  if (typeof error === 'object') return error.code === 'expired' ? 'expired' : 'rejected'
  return error ?? (asset === 'unavailable' ? 'unplayable' : 'ready')
}
