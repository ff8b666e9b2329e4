import { isVideoError, type Video, type VideoError } from '@dailies/core'
import { useVideos } from '@dailies/core/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { listen } from '../primitives'

/** `waiting`: not made yet. `unplayable`: it is there, but cannot be played here. `refused`: the server will not give it, see `error`. */
export type PlayerState = 'waiting' | 'ready' | 'failed' | 'expired' | 'unplayable' | 'rejected'

/** Where a player gets its film from. */
export interface SourceVideo {
  /** Whether it can be played, and if not, why. */
  state: PlayerState
  /** Undefined where there is nothing to play. */
  url: string | undefined
  /** What the server said; undefined unless `refused`. */
  error: VideoError | undefined
  /** Begins anew after it could not be played. */
  retry(): void
}

// A second try at the same place may meet a signed URL made anew; a third would meet the same broken file.
const tries = 2

/**
 * The film's URL, and what becomes of it. A URL that is refused while the film plays (a signature that ran out, a server that
 * restarted) is asked for anew, and the film goes on at the same second.
 */
export function usePlayerSource(
  media: HTMLVideoElement | null,
  { video, refresh }: { video: Video | undefined; refresh(): Promise<void> },
): SourceVideo {
  const videos = useVideos()
  const [load, setLoad] = useState(0)
  const [trouble, setTrouble] = useState<'unplayable' | VideoError>()
  const place = useRef({ time: 0, wasPlaying: false, failures: 0 })
  const state = stateOf(video, trouble)
  const url = video && state === 'ready' ? videos.contentURL(video) : undefined
  const id = video?.id

  const reload = useCallback(() => void refresh().then(() => setLoad((count) => count + 1)), [refresh])
  const explain = useCallback(async () => {
    if (id === undefined) return
    try {
      const answer = await videos.content(id, 'video', { range: 'bytes=0-0' })
      await answer.body?.cancel()
      setTrouble('unplayable')
    } catch (cause) {
      setTrouble(isVideoError(cause) ? cause : 'unplayable')
    }
  }, [videos, id])

  useEffect(() => {
    if (!media) return undefined
    const now = place.current
    return listen(media, {
      error() {
        now.failures += 1
        if (now.failures > tries) void explain()
        else reload()
      },
      timeupdate() {
        if (media.error || media.readyState < HTMLMediaElement.HAVE_METADATA) return
        if (media.currentTime > now.time + 1) now.failures = 0
        now.time = media.currentTime
        now.wasPlaying = !media.paused
      },
      play: () => (now.wasPlaying = true),
      loadedmetadata() {
        if (now.time > 0) media.currentTime = now.time
        // A browser may refuse to play by itself; then the play button still does.
        if (now.wasPlaying) media.play().catch(() => {})
      },
    })
  }, [media, reload, explain])

  useEffect(() => {
    if (load > 0) media?.load()
  }, [media, load])

  const retry = useCallback(() => {
    place.current.failures = 0
    setTrouble(undefined)
    reload()
  }, [reload])
  return { state, url, error: typeof trouble === 'object' ? trouble : undefined, retry }
}

function stateOf(video: Video | undefined, trouble: 'unplayable' | VideoError | undefined): PlayerState {
  if (!video || video.status === 'queued' || video.status === 'in_progress') return 'waiting'
  if (video.status === 'failed') return 'failed'
  const asset = video.assets?.video.state ?? 'ready'
  if (asset === 'expired') return 'expired'
  if (asset === 'waiting') return 'waiting'
  if (typeof trouble === 'object') return trouble.code === 'expired' ? 'expired' : 'rejected'
  return trouble ?? (asset === 'unavailable' ? 'unplayable' : 'ready')
}
