import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

/**
 * One stop of Tab for tiles in rows, and arrow keys, Home and End among them. The tile with the stop is focused when there
 * are tiles, and after a key.
 *
 * @param first the tile that is focused first
 */
export function useTileKeys(first: number, hasTiles: boolean) {
  const tiles = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(first)
  useEffect(() => {
    const tile = hasTiles && tiles.current?.children[active]
    if (tile instanceof HTMLElement) tile.focus()
  }, [active, hasTiles])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tiles.current ? nextTile(event.key, active, tiles.current) : undefined
    if (next === undefined) return
    event.preventDefault()
    setActive(next)
  }
  return { tiles, active, setActive, onKeyDown }
}

/** The index of the tile that a key leads to; undefined for another key. */
function nextTile(key: string, active: number, tiles: HTMLElement): number | undefined {
  const count = tiles.children.length
  const isRightToLeft = getComputedStyle(tiles).direction === 'rtl'
  const columns = columnsOf(tiles)
  const steps: Record<string, number> = {
    ArrowRight: isRightToLeft ? -1 : 1,
    ArrowLeft: isRightToLeft ? 1 : -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    Home: -active,
    End: count - 1 - active,
  }
  const step = steps[key]
  if (step === undefined) return undefined
  const next = active + step
  return next >= 0 && next < count ? next : active
}

/** As many as are laid out in the first row. */
const columnsOf = ({ children }: HTMLElement): number => {
  const tops = [...children].map((tile) => tile instanceof HTMLElement && tile.offsetTop)
  return Math.max(1, tops.filter((top) => top === tops[0]).length)
}
