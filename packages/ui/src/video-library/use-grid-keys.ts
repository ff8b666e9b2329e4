import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { measureRows } from './measure-rows'

/** Which film a key leads to, or undefined for a key that is not ours. */
export function indexAfterKey(
  key: string,
  index: number,
  { columns, count, isRightToLeft }: { columns: number; count: number; isRightToLeft: boolean },
): number | undefined {
  const sideways = isRightToLeft ? -1 : 1
  const moves: Record<string, unknown> = {
    ArrowRight: index + sideways,
    ArrowLeft: index - sideways,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  }
  const target = moves[key]
  return typeof target === 'number' && target >= 0 && target < count ? target : undefined
}

/**
 * Goes from film to film by arrows, Home and End, to those that are not there yet too.
 *
 * @param onExtend hears from where to where the keys went with Shift held
 */
export function useGridKeys(
  grid: RefObject<HTMLElement | null>,
  ids: readonly string[],
  onExtend: (from: string, to: string) => void,
): (event: KeyboardEvent) => void {
  // A film that has to be scrolled to takes the focus once it is there.
  const awaited = useRef<string>(undefined)
  useEffect(() => {
    const card = awaited.current && buttonOf(grid.current, awaited.current)
    if (!card) return
    awaited.current = undefined
    card.focus()
  })
  return (event) => {
    if (!(event.target instanceof HTMLElement) || !grid.current || event.ctrlKey || event.metaKey || event.altKey)
      return
    // The grid itself has the focus where the card that had it was scrolled away: there the keys go on from the first that is there.
    const at = event.target === grid.current ? grid.current.querySelector<HTMLElement>('[data-video]') : event.target
    const from = at?.dataset['video'] ?? ''
    const index = ids.indexOf(from)
    if (index === -1) return
    const { columns, rowHeight } = measureRows(grid.current)
    const { direction } = getComputedStyle(grid.current)
    const next = indexAfterKey(event.key, index, { columns, count: ids.length, isRightToLeft: direction === 'rtl' })
    const id = next === undefined ? undefined : ids[next]
    if (next === undefined || id === undefined) return
    event.preventDefault()
    if (event.shiftKey) onExtend(from, id)
    const card = buttonOf(grid.current, id)
    if (card) return card.focus()
    awaited.current = id
    // Its place is known though it is not there: rows are all of one height.
    const { top } = grid.current.getBoundingClientRect()
    scrollerOf(grid.current).scrollBy({ top: top + (Math.floor(next / columns) + 0.5) * rowHeight - innerHeight / 2 })
  }
}

/** The box whose scrolling moves an element: the nearest that scrolls, else the page. */
function scrollerOf(element: HTMLElement): Pick<Element, 'scrollBy'> {
  const around = element.parentElement
  if (!around || around === document.body) return window
  const scrolls = /auto|scroll/.test(getComputedStyle(around).overflowY) && around.scrollHeight > around.clientHeight
  return scrolls ? around : scrollerOf(around)
}

const buttonOf = (grid: HTMLElement | null, id: string) =>
  grid?.querySelector<HTMLElement>(`[data-video="${CSS.escape(id)}"]`) ?? undefined
