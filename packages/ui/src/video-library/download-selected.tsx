import { useFilteredVideoIds, useVideos } from '@dailies/core/react'
import { useFailureText } from '../failure'
import { Button } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { VideoDownload } from '../video-frame'
import { isPlayable, titleOf } from './library-query'
import { zipModule } from './on-demand-modules'
import type { Download } from './use-download'

/** The button that downloads the selected videos that have a file: one as it is, several as a ZIP. */
export function DownloadSelected({ ids, download }: { ids: readonly string[]; download: Download }) {
  const { videos: states } = useVideos(useFilteredVideoIds(ids, isPlayable))
  const videos = states.map(({ video }) => video).filter((video) => video !== undefined)
  const t = useLibraryStrings()
  if (videos.length === 0) return null
  if (videos.length === 1)
    return (
      <VideoDownload video={videos[0]} data-variant="outline">
        {t('download')}
      </VideoDownload>
    )
  return (
    <Button
      variant="outline"
      aria-disabled={download.state?.done !== undefined || undefined}
      onPointerEnter={zipModule.preload}
      onFocus={zipModule.preload}
      onClick={() => download.start(videos)}
    >
      {t('download')}
    </Button>
  )
}

/** How far a download is, and what it could not get. */
export function DownloadBar({ state, start, end }: Download) {
  const t = useLibraryStrings()
  const describeFailure = useFailureText()
  if (!state) return null
  const { videos, done, missing, error } = state
  if (done !== undefined)
    return (
      <div className="dl-selection-bar">
        <span>{t('downloading', { number: done + 1, total: videos.length })}</span>
        <Button onClick={end}>{t('cancelDownload')}</Button>
      </div>
    )
  const names = missing.map((video) => titleOf(video) ?? t('untitled'))
  return (
    <div className="dl-selection-bar">
      <span className="dl-download-text">
        {error
          ? t('notDownloaded', { reason: describeFailure(error).title })
          : t('missingFiles', { names: names.join(', ') })}
      </span>
      <Button variant="outline" onClick={() => start(error ? videos : missing)}>
        {t('tryAgain')}
      </Button>
      <Button onClick={end}>{t('close')}</Button>
    </div>
  )
}
