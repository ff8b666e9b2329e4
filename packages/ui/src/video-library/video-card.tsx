import { isSettled, type Video } from '@dailies/core'
import { memo, useRef, useSyncExternalStore, type MouseEvent } from 'react'
import { videoHue } from '../video-frame'
import { formatLength, formatSize } from '../format'
import {
  JobProgressBar,
  JobProgressFailure,
  JobProgressFrame,
  JobProgressRow,
  JobProgressConnection,
  JobProgressRoot,
  useJobProgress,
} from '../job-progress'
import { SpritesheetScrubber } from '../spritesheet-scrubber'
import { useLocale } from '../strings/language-provider'
import { useLibraryStrings } from '../strings/texts'
import { ExpiryBadge } from './expiry-badge'
import { focusVideo } from './focus-video'
import { isDrawnFromVideo } from './library-query'
import { useLibrary } from './video-library-context'

/** Props of {@link VideoCard}. */
export interface VideoCardProps {
  /** The video's id. */
  id: string
}

/** One film among others: its frame, two lines of prompt, one line of facts. It follows its own video, so only it re-renders. */
export const VideoCard = /* @__PURE__ */ memo(function VideoCard({ id }: VideoCardProps) {
  const { ids, open, handPrompt, dismiss } = useLibrary()
  const card = useRef<HTMLElement>(null)
  return (
    <JobProgressRoot
      id={id}
      ref={card}
      className="dl-card"
      onEditPrompt={({ prompt }) => handPrompt(prompt ?? '')}
      onRetried={(begun) => {
        // Nobody has it where the card was moved in the grid meanwhile.
        const { activeElement, body } = document
        const isFree = activeElement === body || card.current?.contains(activeElement)
        dismiss(id)
        if (isFree) focusVideo(begun.id)
      }}
      onDismiss={() => {
        const at = ids.indexOf(id)
        dismiss(id)
        focusVideo(ids[at + 1] ?? ids[at - 1])
      }}
    >
      <Stage onOpen={() => open(id)} />
      <div className="dl-card-text">
        <OpenButton onOpen={() => open(id)} />
        <Facts />
      </div>
    </JobProgressRoot>
  )
})

function Stage({ onOpen }: { onOpen(): void }) {
  const { video } = useJobProgress()
  // For the mouse alone: the keyboard has the button beneath.
  const press = {
    onClick: ({ target }: MouseEvent) => {
      if (!(target instanceof Element && target.closest('button, a, label'))) onOpen()
    },
  }
  return (
    <div className="dl-stage" {...press}>
      {video && isDrawnFromVideo(video) ? (
        <SpritesheetScrubber video={video} data-hue={videoHue(video.id)} />
      ) : (
        <JobProgressFrame>
          <JobProgressBar />
        </JobProgressFrame>
      )}
      <JobProgressConnection />
      <JobProgressFailure />
      <ExpiryBadge video={video} />
      <SelectBox />
    </div>
  )
}

function SelectBox() {
  const { id, video } = useJobProgress()
  const { ids, selection } = useLibrary()
  const text = useLibraryStrings()
  const isSelected = useSyncExternalStore(
    selection.subscribe,
    () => selection.has(id),
    () => false,
  )
  return (
    <input
      type="checkbox"
      className="dl-card-select"
      aria-label={text('select', { prompt: video?.prompt ?? text('untitled') })}
      checked={isSelected}
      onChange={({ nativeEvent }) => {
        if ('shiftKey' in nativeEvent && nativeEvent.shiftKey) selection.extend(ids, id)
        else selection.toggle(id)
      }}
      onClick={(event) => event.stopPropagation()}
    />
  )
}

function OpenButton({ onOpen }: { onOpen(): void }) {
  const { id, video } = useJobProgress()
  const text = useLibraryStrings()
  const prompt = video?.prompt ?? text('untitled')
  return (
    <button
      type="button"
      className="dl-card-open"
      aria-label={text('open', { prompt })}
      aria-haspopup="dialog"
      data-video={id}
      onClick={onOpen}
    >
      <span className="dl-job-prompt" dir="auto">
        {prompt}
      </span>
    </button>
  )
}

function Facts() {
  const { video } = useJobProgress()
  const text = useLibraryStrings()
  const locale = useLocale()
  if (!video || !isSettled(video)) return <JobProgressRow />
  return <p className="dl-card-facts dl-muted">{factsOf(video, locale, text('derived')).join(' · ')}</p>
}

const factsOf = (video: Video, locale: string, derived: string): string[] => [
  ...(Number(video.seconds) > 0 ? [formatLength(locale, Number(video.seconds))] : []),
  ...(video.size ? [formatSize(locale, video.size)] : []),
  ...(video.remixed_from_video_id === null ? [] : [derived]),
]
