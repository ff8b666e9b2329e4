import { isSettled, type Video } from '@dailies/core'
import { memo, useContext, useRef, useSyncExternalStore, type ComponentPropsWithoutRef } from 'react'
import { formatLength, formatSize } from '../format'
import { JobProgressPrompt, JobProgressSummary, JobProgressRoot, useJobProgress } from '../job-progress'
import { mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useLibraryStrings } from '../strings/texts'
import { cardKeyshortcuts } from './card-keys'
import { CardActions } from './card-actions'
import { CardMedia } from './card-media'
import { focusVideo } from './focus-video'
import { titleOf } from './library-query'
import { videoDialogModule } from './on-demand-modules'
import { VideoLibraryContext, type VideoLibraryContextValue } from './video-library-context'

/** Props of {@link VideoCard}, in addition to those of its root. */
export interface VideoCardOwnProps {
  /**
   * Called with the id when the user opens the video.
   *
   * @default opens the dialog of the VideoLibrary around the card; without one, the card opens nothing
   */
  onOpen?(id: string): void
}

/** Props of {@link VideoCard}. */
export type VideoCardProps = ComponentPropsWithoutRef<typeof JobProgressRoot> & VideoCardOwnProps

/**
 * The card of one video: thumbnail, two lines of prompt, one line of details. It subscribes to its own video, so an
 * update re-renders only this card. Inside a VideoLibrary it opens the dialog and can be selected; it works alone, too.
 */
export const VideoCard = /* @__PURE__ */ memo(
  /* @__PURE__ */ part<typeof JobProgressRoot, VideoCardOwnProps>(
    JobProgressRoot,
    'dl-card',
    function VideoCard({ onOpen, ...props }) {
      const { id } = props
      const library = useContext(VideoLibraryContext)
      const card = useRef<HTMLElement>(null)
      const openVideo = onOpen ?? library?.openVideo
      const children = <CardContent onOpen={openVideo && (() => openVideo(id))} />
      if (!library) return mergeProps({ children }, props)
      const { ids, fillPrompt, hideFailedVideo } = library
      return mergeProps(
        {
          ref: card,
          onEditPrompt: (video: Video) => fillPrompt(video.prompt ?? '', video),
          onRetried: (retried: Video) => {
            // The focus is on the body if the card was moved in the grid meanwhile.
            const { activeElement, body } = document
            const mayFocus = activeElement === body || card.current?.contains(activeElement)
            hideFailedVideo(id)
            if (mayFocus) focusVideo(retried.id)
          },
          onDismiss: () => {
            const index = ids.indexOf(id)
            hideFailedVideo(id)
            focusVideo(ids[index + 1] ?? ids[index - 1])
          },
          children,
        },
        props,
      )
    },
  ),
)

interface CardContentProps {
  /** Undefined if the card opens nothing. */
  onOpen: (() => void) | undefined
}

const CardContent = ({ onOpen }: CardContentProps) => (
  <>
    <Media onOpen={onOpen} />
    <div className="dl-card-text">
      {onOpen ? <OpenButton onOpen={onOpen} /> : <JobProgressPrompt />}
      <Details />
    </div>
  </>
)

function Media({ onOpen }: CardContentProps) {
  const { id, video } = useJobProgress()
  const library = useContext(VideoLibraryContext)
  return (
    <CardMedia onOpen={onOpen} onPreload={videoDialogModule.preload}>
      {library && <SelectBox id={id} library={library} />}
      {library && <CardActions video={video} library={library} />}
    </CardMedia>
  )
}

function SelectBox({ id, library: { items, selection } }: { id: string; library: VideoLibraryContextValue }) {
  const { video } = useJobProgress()
  const t = useLibraryStrings()
  const isSelected = useSyncExternalStore(
    selection.subscribe,
    () => selection.has(id),
    () => false,
  )
  return (
    <input
      type="checkbox"
      className="dl-card-select"
      tabIndex={-1}
      aria-label={t('select', { prompt: (video && titleOf(video)) ?? t('untitled') })}
      checked={isSelected}
      onChange={({ nativeEvent }) => {
        if ('shiftKey' in nativeEvent && nativeEvent.shiftKey) selection.extend(items, id)
        else selection.toggle(id)
      }}
      onClick={(event) => event.stopPropagation()}
    />
  )
}

function OpenButton({ onOpen }: { onOpen(): void }) {
  const { id, video } = useJobProgress()
  const library = useContext(VideoLibraryContext)
  const t = useLibraryStrings()
  const title = video?.metadata?.['dailies.title']
  const prompt = video?.prompt ?? t('untitled')
  return (
    <button
      type="button"
      className="dl-card-open"
      aria-label={t('open', { prompt: title ?? prompt })}
      aria-haspopup="dialog"
      aria-keyshortcuts={library && cardKeyshortcuts}
      data-video={id}
      onFocus={videoDialogModule.preload}
      onClick={onOpen}
    >
      {title !== undefined && (
        <span className="dl-card-title" dir="auto">
          {title}
        </span>
      )}
      <span className="dl-job-prompt" dir="auto">
        {prompt}
      </span>
    </button>
  )
}

function Details() {
  const { video } = useJobProgress()
  const t = useLibraryStrings()
  const locale = useLocale()
  if (!video || !isSettled(video)) return <JobProgressSummary />
  return <p className="dl-card-facts dl-muted">{detailsOf(video, locale, t('derived')).join(' · ')}</p>
}

const detailsOf = (video: Video, locale: string, derived: string): string[] => [
  ...(Number(video.seconds) > 0 ? [formatLength(locale, Number(video.seconds))] : []),
  ...(video.size ? [formatSize(locale, video.size)] : []),
  ...(video.remixed_from_video_id === null ? [] : [derived]),
]
