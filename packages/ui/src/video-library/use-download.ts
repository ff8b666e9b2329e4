import type { Video, VideoError } from '@dailies/core'
import { useVideosClient } from '@dailies/core/react'
import { useContext, useEffect, useRef, useState } from 'react'
import { toVideoError } from '../failure'
import { Announcer } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { zipModule } from './on-demand-modules'

/** What a download of several videos says. */
interface DownloadState {
  videos: readonly Video[]
  /** The number of files that are read; undefined once the download has ended. */
  done: number | undefined
  /** Videos whose file could not be read. The ZIP has the others. */
  missing: readonly Video[]
  /** Why there is no ZIP. */
  error?: VideoError
}

export interface Download {
  /** The download that runs, or that could not give all files; undefined if there is none. */
  state: DownloadState | undefined
  /** Downloads videos as one ZIP, in a click. Does nothing while another download runs. */
  start(videos: readonly Video[]): void
  /** Cancels the download, or closes what it says. */
  end(): void
}

const fileName = (): string => `videos-${new Date().toISOString().slice(0, 10)}.zip`

/** Downloads several videos. The download ends with the component. */
export function useDownload(onError: ((error: VideoError) => void) | undefined): Download {
  const client = useVideosClient()
  const announce = useContext(Announcer)
  const t = useLibraryStrings()
  const [state, setState] = useState<DownloadState>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const run = async (videos: readonly Video[]) => {
    if (running.current) return
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    const missing: Video[] = []
    try {
      // Loaded when the pointer comes, so that the click still counts when the browser asks for a file.
      const { openTarget, zipVideos } = await zipModule.load()
      const target = await openTarget(fileName())
      if (!target || signal.aborted) return
      const onProgress = (done: number) => setState({ videos, done, missing: [...missing] })
      onProgress(0)
      const stream = zipVideos(videos, { client, signal, onProgress, onMissing: (video) => missing.push(video) })
      await target.save(stream, signal)
      announce?.(t('downloaded', { count: videos.length - missing.length }))
      setState(missing.length > 0 ? { videos, done: undefined, missing } : undefined)
    } catch (error) {
      // Another download may run by now.
      if (signal.aborted) return
      const failure = toVideoError(error)
      setState({ videos, done: undefined, missing: [], error: failure })
      onError?.(failure)
    } finally {
      if (running.current === controller) running.current = undefined
    }
  }
  return {
    state,
    start: (videos) => void run(videos),
    end: () => {
      running.current?.abort()
      running.current = undefined
      setState(undefined)
    },
  }
}
