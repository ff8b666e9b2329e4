import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { Button, mergeProps, part, type CustomProperties } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { pressCardKey } from './card-keys'
import { pictureSize } from './justified-rows'
import { LibraryPlace } from './library-place'
import { useGridLayout } from './use-grid-layout'
import { useGridKeys } from './use-grid-keys'
import { useVisibleRange } from './use-visible-range'
import { useLibrary } from './video-library-context'

/**
 * The virtualized grid of videos with infinite scroll: only cards near the viewport are rendered. Each card is one stop of
 * Tab. Arrow keys move from card to card, with Shift they select a range, and Escape clears the selection or stacks the takes.
 * On a card, X selects, F marks a favorite, R reuses the prompt, L starts from the last frame, D downloads, S scrubs, T shows
 * or stacks takes, and C compares them.
 */
export const VideoLibraryGrid = /* @__PURE__ */ part(
  'ul',
  'dl-library-grid dl-library-videos',
  function VideoLibraryGrid(props) {
    const { ids, items, rowHeight, selection, toggleStack } = useLibrary()
    const t = useLibraryStrings()
    const grid = useRef<HTMLUListElement>(null)
    const layout = useGridLayout(grid, items, rowHeight)
    const { start, end, before, after } = useVisibleRange(grid, layout.rows, items.length)
    const onGridKey = useGridKeys(grid, { items, layout }, (from, to) => selection.extend(items, to, from))
    const closeStack = (target: EventTarget) => {
      const id = target instanceof HTMLElement ? target.dataset['video'] : undefined
      const group = items.find((item) => item.id === id)?.group
      if (group?.isOpen) toggleStack(group.name)
    }
    // Not set during server rendering, where nothing is measured.
    const spacing: CustomProperties = { '--dl-rows-before': `${before}px`, '--dl-rows-after': `${after}px` }
    return mergeProps(
      {
        ref: grid,
        tabIndex: -1,
        'data-justified': layout.rows.length > 0 ? '' : undefined,
        style: before + after > 0 ? spacing : undefined,
        onKeyDown: (event: KeyboardEvent) => {
          if (pressCardKey(event)) event.preventDefault()
          else if (event.key !== 'Escape') onGridKey(event)
          else if (selection.ids().length > 0) selection.clear()
          else closeStack(event.target)
        },
        children: items
          .slice(start, end)
          .map((item, index) => (
            <LibraryPlace
              key={item.id}
              item={item}
              position={start + index + 1}
              count={items.length}
              {...pictureSize(layout, start + index)}
            />
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
