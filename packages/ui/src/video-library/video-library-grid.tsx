import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { Button, mergeProps, part, type CustomProperties } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { useGridKeys } from './use-grid-keys'
import { useVisibleRange } from './use-visible-range'
import { VideoCard } from './video-card'
import { useLibrary } from './video-library-context'

/**
 * The virtualized grid of videos with infinite scroll: only cards near the viewport are rendered. Arrow keys move
 * from card to card, with Shift they select a range, and Escape clears the selection.
 */
export const VideoLibraryGrid = /* @__PURE__ */ part(
  'ul',
  'dl-library-grid dl-library-videos',
  function VideoLibraryGrid(props) {
    const { ids, selection } = useLibrary()
    const t = useLibraryStrings()
    const grid = useRef<HTMLUListElement>(null)
    const { start, end, before, after } = useVisibleRange(grid, ids.length)
    const onGridKey = useGridKeys(grid, ids, (from, to) => selection.extend(ids, to, from))
    // Not set during server rendering, where nothing is measured.
    const spacing: CustomProperties = { '--dl-rows-before': `${before}px`, '--dl-rows-after': `${after}px` }
    return mergeProps(
      {
        ref: grid,
        tabIndex: -1,
        style: before + after > 0 ? spacing : undefined,
        onKeyDown: (event: KeyboardEvent) => (event.key === 'Escape' ? selection.clear() : onGridKey(event)),
        children: ids.slice(start, end).map((id, index) => (
          <li key={id} aria-setsize={ids.length} aria-posinset={start + index + 1}>
            <VideoCard id={id} />
          </li>
        )),
        render: (element: ReactElement) => (
          <>
            {ids.length > 0 && <h2 className="dl-hidden">{t('label')}</h2>}
            {element}
            <LoadMore />
          </>
        ),
      },
      props,
    )
  },
)

/** Loads the next page when the end of the list scrolls into view, or by its button. */
function LoadMore() {
  const { library } = useLibrary()
  const { hasMore, isLoadingMore, error, loadMore } = library
  const t = useLibraryStrings()
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || !hasMore || isLoadingMore || error || typeof IntersectionObserver !== 'function')
      return undefined
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void loadMore()
    }, observerOptions)
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [hasMore, isLoadingMore, error, loadMore])
  if (!hasMore) return null
  return (
    <div ref={end} className="dl-library-more">
      <Button variant="outline" disabled={isLoadingMore} onClick={() => void loadMore()}>
        {t('more')}
      </Button>
    </div>
  )
}

const observerOptions: IntersectionObserverInit = { rootMargin: '50% 0px' }
