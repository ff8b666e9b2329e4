import { mergeProps, part } from '../primitives'
import { useContentURL, VideoImage } from '../video-frame'
import { useStoryboardStrings } from '../strings/texts'
import { useStoryboardInternals } from './storyboard-context'

/**
 * The screen: all shots as one video. A click plays and pauses. Shots of another shape are letterboxed in the same box. It
 * renders nothing without shots.
 */
export const StoryboardPlayer = /* @__PURE__ */ part('div', 'dl-storyboard-player', function StoryboardPlayer(props) {
  const { shots, current, setFirst, setSecond, togglePlay } = useStoryboardInternals()
  const t = useStoryboardStrings()
  const shown = current ?? shots[0]
  const thumbnail = useContentURL(shown?.video)('thumbnail')
  if (!shown) return null
  const content = (
    <>
      {thumbnail !== undefined && <VideoImage src={thumbnail} />}
      <Screen setMedia={setFirst} />
      <Screen setMedia={setSecond} />
    </>
  )
  return mergeProps(
    {
      role: 'group',
      'aria-label': t('screen', { position: shown.index + 1, prompt: shown.video?.prompt ?? t('untitled') }),
      onClick: () => togglePlay(),
      children: content,
    },
    props,
  )
})

/** One of the two elements. The sequence sets its file, and marks the one on the screen by `data-front`. */
const Screen = ({ setMedia }: { setMedia(media: HTMLVideoElement | null): void }) => (
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- The Videos API has no captions.
  <video ref={setMedia} className="dl-storyboard-screen" playsInline tabIndex={-1} aria-hidden />
)
