import { useVideo } from '@dailies/core/react'
import { ChevronLeft, ChevronRight } from 'lucide'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Button, Icon, type CustomProperties } from '../primitives'
import { useDialogStrings, useLibraryStrings } from '../strings/texts'
import { VideoThumbnail } from '../video-frame'
import { titleOf } from './library-query'
import type { Neighbors } from './use-neighbors'
import { useLibrary } from './video-library-context'

/**
 * The open video in the middle of those beside it, as many as are visible. One stop of the Tab key: the arrow keys open the
 * next video in their direction, Home and End the first and last of the library.
 */
export function VideoStrip({ neighbors }: { neighbors: Neighbors }) {
  const { ids, start, index, count, previous, next, open } = neighbors
  const t = useDialogStrings()
  const strip = useRef<HTMLOListElement>(null)
  const wasOpenedByKey = useRef(false)
  useEffect(() => {
    if (!wasOpenedByKey.current) return
    wasOpenedByKey.current = false
    const item = strip.current?.querySelector(`[aria-posinset="${index + 1}"]`)
    item?.querySelector('button')?.focus({ preventScroll: true })
  }, [index])
  if (index < 0 || count < 2) return null
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl'
    const which = keys[event.key]?.[isMirrored ? 1 : 0]
    if (!which) return
    event.preventDefault()
    wasOpenedByKey.current = true
    open(which)
  }
  return (
    <nav className="dl-strip" aria-label={t('neighbors')}>
      <Button
        variant="icon"
        aria-label={t('previous')}
        title={`${t('previous')} (J)`}
        aria-keyshortcuts="J"
        aria-disabled={previous === undefined}
        onClick={() => open('previous')}
      >
        <Icon icon={ChevronLeft} isMirrored />
      </Button>
      <ol ref={strip}>
        {ids.map((id, offset) => (
          <Neighbor key={id} id={id} place={start + offset} current={index} count={count} onKeyDown={onKeyDown} />
        ))}
      </ol>
      <Button
        variant="icon"
        aria-label={t('next')}
        title={`${t('next')} (K)`}
        aria-keyshortcuts="K"
        aria-disabled={next === undefined}
        onClick={() => open('next')}
      >
        <Icon icon={ChevronRight} isMirrored />
      </Button>
    </nav>
  )
}

type Which = Parameters<Neighbors['open']>[0]

// From left to right, and from right to left.
const keys: Record<string, readonly [Which, Which]> = {
  ArrowLeft: ['previous', 'next'],
  ArrowRight: ['next', 'previous'],
  Home: ['first', 'first'],
  End: ['last', 'last'],
}

interface NeighborProps {
  id: string
  /** Its place in the library, and that of the open video. */
  place: number
  current: number
  count: number
  onKeyDown(event: KeyboardEvent<HTMLElement>): void
}

function Neighbor({ id, place, current, count, onKeyDown }: NeighborProps) {
  const { openVideo } = useLibrary()
  const { video } = useVideo(id)
  const t = useLibraryStrings()
  const isOpen = place === current
  const offset: CustomProperties = { '--dl-offset': String(place - current) }
  const title = (video && titleOf(video)) ?? t('untitled')
  return (
    <li style={offset} aria-posinset={place + 1} aria-setsize={count} data-status={video?.status}>
      <button
        type="button"
        tabIndex={isOpen ? 0 : -1}
        aria-current={isOpen ? 'true' : undefined}
        aria-label={title}
        title={title}
        onClick={() => openVideo(id)}
        onKeyDown={onKeyDown}
      >
        {video && <VideoThumbnail video={video} />}
      </button>
    </li>
  )
}
