import { useId, type ReactNode } from 'react'
import { mergeProps, part } from '../primitives'
import { useCompareStrings } from '../strings/texts'
import { VideoPlayerMedia } from '../video-player'
import { VideoPlayerContext } from '../playback'
import { Wipe } from '../wipe'
import { isPortrait } from './compare-views'
import { useComparePointer } from './use-compare-pointer'
import { VideoCompareCaption } from './video-compare-caption'
import { ComparedVideoContext, useVideoCompare, type ComparedVideo } from './video-compare-context'

/**
 * The frames of all videos. A click plays and pauses, a horizontal drag seeks in all of them, and a mark shows the spot
 * under the pointer in the other frames. Children replace the caption of each video and are rendered once for each.
 */
export const VideoCompareFrames = /* @__PURE__ */ part(
  'div',
  'dl-compare-frames',
  function VideoCompareFrames({ children, ...props }) {
    const { videos, view } = useVideoCompare()
    const t = useCompareStrings()
    const pointer = useComparePointer()
    const isTall = videos.every(({ video }) => isPortrait(video?.size ?? ''))
    const content = (
      <>
        {videos.map((video) => (
          <Frame key={video.id} video={video}>
            {children ?? <VideoCompareCaption />}
          </Frame>
        ))}
        {view === 'wipe' && <Wipe label={t('wipeHandle', { letter: videos[0]?.letter ?? '' })} />}
      </>
    )
    return mergeProps(
      { 'data-count': videos.length, 'data-fit': isTall ? 'tall' : 'wide', ...pointer, children: content },
      props,
    )
  },
)

function Frame({ video: compared, children }: { video: ComparedVideo; children: ReactNode }) {
  const t = useCompareStrings()
  const caption = useId()
  const { video, letter } = compared
  return (
    <ComparedVideoContext.Provider value={compared}>
      <VideoPlayerContext.Provider value={compared}>
        <figure className="dl-compare-video" aria-label={`${letter}: ${video?.prompt ?? t('untitled')}`}>
          <div className="dl-compare-stage">
            <VideoPlayerMedia muted preload="auto" aria-describedby={caption} />
          </div>
          <figcaption id={caption} className="dl-compare-caption">
            {children}
          </figcaption>
        </figure>
      </VideoPlayerContext.Provider>
    </ComparedVideoContext.Provider>
  )
}
