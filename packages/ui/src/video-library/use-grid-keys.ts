import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import type { LibraryItem } from './library-items'
import { nearestInRow, rowOf } from './justified-rows'
import type { GridLayout } from './use-grid-layout'

/** The index of the card that a key moves to; undefined for other keys, and at the edge of the grid. */
export function indexAfterKey(
  key: string,
  index: number,
  { rows, ratios, gap, isRightToLeft }: GridLayout & { isRightToLeft: boolean },
): number | undefined {
  const forward = isRightToLeft ? -1 : 1
  const inRow = (distance: number) => {
    const at = rowOf(rows, index)
    const [from, to] = [rows[at], rows[at + distance]]
    // Before anything is measured, each card is a row.
    if (!from) return index + distance
    return to && nearestInRow(ratios, { from, index, to, gap })
  }
  const targets: Record<string, () => number | undefined> = {
    ArrowRight: () => index + forward,
    ArrowLeft: () => index - forward,
    ArrowDown: () => inRow(1),
    ArrowUp: () => inRow(-1),
    Home: () => 0,
    End: () => ratios.length - 1,
  }
  const target = Object.hasOwn(targets, key) ? targets[key]?.() : undefined
  return target !== undefined && target >= 0 && target < ratios.length ? target : undefined
}

/**
 * Keyboard navigation of the grid: arrow keys, Home and End move the focus, also to cards that are not rendered yet.
 *
 * @param onExtend called with the previous and the new id if Shift is pressed
 */
export function useGridKeys(
  grid: RefObject<HTMLElement | null>,
  { items, layout }: { items: readonly LibraryItem[]; layout: GridLayout },
  onExtend: (from: string, to: string) => void,
): (event: KeyboardEvent) => void {
  // A card that is scrolled into view gets the focus once it is rendered.
  const pendingFocus = useRef<string>(undefined)
  useEffect(() => {
    const card = pendingFocus.current && buttonOf(grid.current, pendingFocus.current)
    if (!card) return
    pendingFocus.current = undefined
    card.focus()
  })
  return (event) => {
    if (!(event.target instanceof HTMLElement) || !grid.current || event.ctrlKey || event.metaKey || event.altKey)
      return
    // The grid itself has the focus if the focused card was unmounted by scrolling. Then the keys start from the
    // first rendered card.
    const button =
      event.target === grid.current ? grid.current.querySelector<HTMLElement>('[data-video]') : event.target
    const from = button?.dataset['video'] ?? ''
    const index = items.findIndex(({ id }) => id === from)
    if (index === -1) return
    const { direction } = getComputedStyle(grid.current)
    const next = indexAfterKey(event.key, index, { ...layout, isRightToLeft: direction === 'rtl' })
    const id = next === undefined ? undefined : items[next]?.id
    if (next === undefined || id === undefined) return
    event.preventDefault()
    if (event.shiftKey) onExtend(from, id)
    const card = buttonOf(grid.current, id)
    if (card) return card.focus()
    pendingFocus.current = id
    const row = layout.rows[rowOf(layout.rows, next)]
    if (!row) return
    const { top } = grid.current.getBoundingClientRect()
    scrollerOf(grid.current).scrollBy({ top: top + row.top + row.height / 2 - innerHeight / 2 })
  }
}

/** The nearest scrollable ancestor of an element, else the window. */
function scrollerOf(element: HTMLElement): Pick<Element, 'scrollBy'> {
  const parent = element.parentElement
  if (!parent || parent === document.body) return window
  const scrolls = /auto|scroll/.test(getComputedStyle(parent).overflowY) && parent.scrollHeight > parent.clientHeight
  return scrolls ? parent : scrollerOf(parent)
}

const buttonOf = (grid: HTMLElement | null, id: string) =>
  grid?.querySelector<HTMLElement>(`[data-video="${CSS.escape(id)}"]`) ?? undefined
