import type { Video } from '@dailies/core'
import { useLineage, useVideo } from '@dailies/core/react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { formatPercent } from '../format'
import { Button } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useRemixStrings } from '../strings/texts'
import { VideoThumbnail } from '../video-frame'
import { shownRemixes, type Family } from './shown-remixes'

interface LineageTreeProps {
  video: Video
  onSelect(id: string): void
}

/** Whether a video has a lineage to show. */
export const useHasLineage = ({ id, remixed_from_video_id: source }: Video): boolean => {
  const { remixes } = useLineage(id)
  return source !== null || remixes.has(id)
}

/**
 * The lineage of a video as nested lists: the videos that it was made from, those that were made beside it, and those that
 * were made from it. One stop of the Tab key: the arrow keys, Home and End move among the videos.
 */
export function LineageTree({ video, onSelect }: LineageTreeProps) {
  const { ancestors, earlier, remixes } = useLineage(video.id)
  const tree = useRef<HTMLUListElement>(null)
  const t = useRemixStrings()
  const family: Family = { current: video.id, path: [...ancestors, video.id], remixes }
  const [root = video.id] = family.path
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => moveFocus(tree.current, event)
  const before = earlier === 'deleted' ? t('sourceDeleted') : earlier === 'more' && t('earlierNotShown')
  return (
    <>
      {before && <p className="dl-muted dl-small">{before}</p>}
      <ul ref={tree}>
        <LineageNode id={root} family={family} depth={0} onSelect={onSelect} onKeyDown={onKeyDown} />
      </ul>
    </>
  )
}

interface LineageNodeProps {
  id: string
  family: Family
  depth: number
  onSelect(id: string): void
  onKeyDown(event: KeyboardEvent<HTMLElement>): void
}

function LineageNode({ id, family, depth, onSelect, onKeyDown }: LineageNodeProps) {
  const { video } = useVideo(id)
  const [isOpen, setOpen] = useState(false)
  const t = useRemixStrings()
  const { shown, hidden } = shownRemixes(id, family, { depth, isOpen })
  if (!video) return null
  const isCurrent = id === family.current
  return (
    <li>
      <button
        type="button"
        className="dl-lineage-video"
        tabIndex={isCurrent ? 0 : -1}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onSelect(id)}
        onKeyDown={onKeyDown}
      >
        <VideoThumbnail video={video} />
        <span>
          <span className="dl-lineage-prompt" dir="auto">
            {video.prompt ?? t('untitled')}
          </span>
          <LineageStatus video={video} />
        </span>
      </button>
      {(shown.length > 0 || hidden > 0) && (
        <ul>
          {shown.map((remix) => (
            <LineageNode
              key={remix}
              id={remix}
              family={family}
              depth={depth + 1}
              onSelect={onSelect}
              onKeyDown={onKeyDown}
            />
          ))}
          {hidden > 0 && (
            <li>
              <Button className="dl-lineage-more" onClick={() => setOpen(true)}>
                {t('more', { count: hidden })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </li>
  )
}

/** Nothing for a completed video. */
function LineageStatus({ video: { status, progress } }: { video: Video }) {
  const t = useRemixStrings()
  const locale = useLocale()
  if (status === 'completed') return null
  const text =
    status === 'failed'
      ? t('failed')
      : status === 'queued' || progress === null
        ? t('queued')
        : t('rendering', { percent: formatPercent(locale, progress) })
  return <span className="dl-muted dl-small">{text}</span>
}

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
}

const moveFocus = (tree: HTMLElement | null, event: KeyboardEvent<HTMLElement>) => {
  const step = steps[event.key]
  if (!tree || !step) return
  event.preventDefault()
  const buttons = [...tree.querySelectorAll<HTMLElement>('.dl-lineage-video')]
  buttons[step(buttons.indexOf(event.currentTarget), buttons.length - 1)]?.focus()
}
