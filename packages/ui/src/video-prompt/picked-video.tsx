import { useVideo } from '@dailies/core/react'
import { usePromptStrings } from '../strings/texts'
import { useContentURL } from '../video-frame'

interface PickedVideoProps {
  id: string
  /** Whether Tab stops here. */
  isActive: boolean
  onFocus(): void
  onPress(): void
}

/** One of the viewer's videos: its thumbnail and its title, else its prompt. */
export function PickedVideo({ id, isActive, onFocus, onPress }: PickedVideoProps) {
  const { video } = useVideo(id)
  const thumbnail = useContentURL(video)('thumbnail')
  const t = usePromptStrings()
  const title = video?.metadata?.['dailies.title'] ?? video?.prompt ?? t('untitledVideo')
  return (
    <button
      type="button"
      className="dl-tile"
      title={title}
      tabIndex={isActive ? 0 : -1}
      onFocus={onFocus}
      onClick={onPress}
    >
      <span className="dl-tile-picture">
        {thumbnail !== undefined && <img src={thumbnail} alt="" loading="lazy" decoding="async" draggable={false} />}
      </span>
      <span className="dl-tile-label" dir="auto">
        {title}
      </span>
    </button>
  )
}
