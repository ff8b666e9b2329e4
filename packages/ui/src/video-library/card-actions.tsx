import type { Video } from '@dailies/core'
import { Download, Ellipsis, PencilLine, StepForward } from 'lucide'
import { useState } from 'react'
import { Icon } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { VideoDownload } from '../video-frame'
import { CardFavorite } from './card-favorite'
import { isPlayable } from './library-query'
import { usePromptActions } from './use-prompt-actions'
import type { VideoLibraryContextValue } from './video-library-context'

interface CardActionsProps {
  video: Video | undefined
  library: VideoLibraryContextValue
}

/**
 * The actions of a card: favorite, reuse prompt, use last frame, download. They are shown while it is pointed at or has the
 * focus, and are no stops of Tab: the card has a key for each. On a touch screen a button shows all but the favorite.
 */
export function CardActions({ video, library }: CardActionsProps) {
  const { reusePrompt, startFromLastFrame, isCapturing } = usePromptActions(video)
  const t = useLibraryStrings()
  const [isOpen, setOpen] = useState(false)
  const canDownload = video !== undefined && isPlayable(video)
  const hasMore = reusePrompt !== undefined || startFromLastFrame !== undefined || canDownload
  return (
    <div className="dl-card-actions" data-open={isOpen ? '' : undefined}>
      <CardFavorite video={video} library={library} />
      {hasMore && (
        <button
          type="button"
          className="dl-card-more"
          aria-label={t('moreActions')}
          aria-expanded={isOpen}
          title={t('moreActions')}
          tabIndex={-1}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon icon={Ellipsis} />
        </button>
      )}
      {reusePrompt && (
        <button
          type="button"
          className="dl-card-action"
          data-action="reuse"
          aria-label={t('reusePrompt')}
          title={t('reusePrompt')}
          tabIndex={-1}
          onClick={reusePrompt}
        >
          <Icon icon={PencilLine} />
        </button>
      )}
      {startFromLastFrame && (
        <button
          type="button"
          className="dl-card-action"
          data-action="last-frame"
          aria-label={t('lastFrame')}
          aria-busy={isCapturing || undefined}
          title={t('lastFrame')}
          tabIndex={-1}
          onClick={startFromLastFrame}
        >
          <Icon icon={StepForward} isMirrored />
        </button>
      )}
      {canDownload && (
        <VideoDownload
          video={video}
          className="dl-card-action"
          data-action="download"
          aria-label={t('download')}
          title={t('download')}
          tabIndex={-1}
        >
          <Icon icon={Download} />
        </VideoDownload>
      )}
    </div>
  )
}
