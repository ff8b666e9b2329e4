import { useContext } from 'react'
import {
  JobProgressBar,
  JobProgressConnection,
  JobProgressFailure,
  JobProgressFrame,
  useJobProgress,
} from '../job-progress'
import { SpritesheetScrubber } from '../spritesheet-scrubber'
import { videoHue } from '../video-frame'
import { ExpiryBadge } from './expiry-badge'
import { isPlayable } from './library-query'
import { VideoLibraryContext } from './video-library-context'

/** What a card shows of its video: the scrubber once it can be played, before that the progress, else the failure. */
export function CardPicture() {
  const { video } = useJobProgress()
  const library = useContext(VideoLibraryContext)
  return (
    <>
      {video && isPlayable(video) ? (
        <SpritesheetScrubber video={video} data-hue={videoHue(video.id)} {...(library && { tabIndex: -1 })} />
      ) : (
        <JobProgressFrame>
          <JobProgressBar />
        </JobProgressFrame>
      )}
      <JobProgressConnection />
      <JobProgressFailure />
      <ExpiryBadge video={video} />
    </>
  )
}
