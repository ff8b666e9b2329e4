import type { Video } from '@dailies/core'
import { Star } from 'lucide'
import { Icon } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { focusVideo } from './focus-video'
import { isFavorite, titleOf } from './library-query'
import { useVideoMetadata } from './use-video-metadata'
import type { VideoLibraryContextValue } from './video-library-context'

interface CardFavoriteProps {
  video: Video | undefined
  library: VideoLibraryContextValue
}

/** The star of a card. A failed video has one only if it is a favorite already. */
export function CardFavorite({ video, library }: CardFavoriteProps) {
  const actions = useVideoMetadata(video)
  const t = useLibraryStrings()
  if (!video || !actions || (video.status === 'failed' && !isFavorite(video))) return null
  const toggle = () => {
    // The card leaves a list of favorites, and the focus must not leave with it.
    if (library.query.filter === 'favorites') focusNeighbor(library.ids, video.id)
    actions.toggleFavorite()
  }
  return (
    <button
      type="button"
      className="dl-card-favorite"
      tabIndex={-1}
      aria-label={t('favorite', { prompt: titleOf(video) ?? t('untitled') })}
      aria-pressed={isFavorite(video)}
      onClick={toggle}
    >
      <Icon icon={Star} />
    </button>
  )
}

function focusNeighbor(ids: readonly string[], id: string) {
  const index = ids.indexOf(id)
  const neighbor = ids[index + 1] ?? ids[index - 1]
  if (neighbor !== undefined) focusVideo(neighbor)
  else document.querySelector<HTMLElement>('.dl-library-filter :checked')?.focus()
}
