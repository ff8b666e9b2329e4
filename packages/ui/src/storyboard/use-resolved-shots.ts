import type { VideoError } from '@dailies/core'
import { useVideos, useVideosClient } from '@dailies/core/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { resolveShot, type ResolvedShot } from './resolve-shot'
import type { StoryboardShot } from './shot'
import type { Clip } from './timeline'

// The first retries may get a new signed URL. After that the file itself is assumed to be broken.
const maxRetries = 2

/** The shots with their videos, and those that can be played. */
export interface ResolvedShots {
  shots: readonly ResolvedShot[]
  clips: readonly Clip[]
  /** Polls the video of a clip whose file failed. Resolves to whether to load the file again. */
  recover(clip: Clip): Promise<boolean>
}

/** Watches the videos of the shots. */
export function useResolvedShots(
  shots: readonly StoryboardShot[],
  onError: ((error: VideoError) => void) | undefined,
): ResolvedShots {
  const { videos: states, refresh } = useVideos(shots.map(({ videoId }) => videoId))
  const [unplayable, setUnplayable] = useState<ReadonlySet<string>>(new Set())
  const failures = useRef(new Map<string, number>())
  const resolved = useMemo(
    () =>
      shots.map((shot, index) =>
        resolveShot(shot, index, states[index] ?? { video: undefined, error: undefined }, unplayable.has(shot.videoId)),
      ),
    [shots, states, unplayable],
  )
  const clips = useClips(resolved)
  const videoIdOf = useRef(new Map<string, string>())
  useEffect(() => {
    videoIdOf.current = new Map(shots.map(({ id, videoId }) => [id, videoId]))
  }, [shots])
  const recover = useCallback(
    async ({ id }: Clip) => {
      const videoId = videoIdOf.current.get(id) ?? ''
      const count = (failures.current.get(videoId) ?? 0) + 1
      failures.current.set(videoId, count)
      if (count <= maxRetries) {
        await refresh(videoId)
        return true
      }
      setUnplayable((ids) => new Set([...ids, videoId]))
      return false
    },
    [refresh],
  )
  useReportErrors(states, onError)
  return { shots: resolved, clips, recover }
}

/** The shots that can be played. The same array while nothing of them changes, since each update of a video makes new shots. */
function useClips(shots: readonly ResolvedShot[]): readonly Clip[] {
  const client = useVideosClient()
  const key = JSON.stringify(
    shots.flatMap(({ id, video, state, start, end, seconds }): Clip[] =>
      video && state === 'ready' && end > start
        ? [{ id, url: client.contentURL(video), start, end, isToEnd: end >= seconds }]
        : [],
    ),
  )
  return useMemo((): readonly Clip[] => JSON.parse(key), [key])
}

function useReportErrors(
  states: readonly { error: VideoError | undefined }[],
  onError: ((error: VideoError) => void) | undefined,
): void {
  const reported = useRef(new Set<VideoError>())
  useEffect(() => {
    for (const { error } of states) {
      if (!error || reported.current.has(error)) continue
      reported.current.add(error)
      onError?.(error)
    }
  }, [states, onError])
}
