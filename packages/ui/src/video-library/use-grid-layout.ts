import type { Video } from '@dailies/core'
import { parseSize } from '@dailies/core'
import { useVideoValues } from '@dailies/core/react'
import { useLayoutEffect, useMemo, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { listen } from '../primitives'
import { justifyRows, layoutRatio, type JustifiedRow } from './justified-rows'
import type { LibraryItem } from './library-items'

/** How the grid is laid out; without rows before it is measured. */
export interface GridLayout {
  rows: readonly JustifiedRow[]
  /** Width divided by height of each item. */
  ratios: readonly number[]
  /** The space between two items of a row, in CSS pixels. */
  gap: number
}

const unmeasured = { width: 0, gap: 0, below: 0 }

/** Lays the items out in rows that fill the width of the grid. */
export function useGridLayout(
  grid: RefObject<HTMLElement | null>,
  items: readonly LibraryItem[],
  rowHeight: number,
): GridLayout {
  const [space, setSpace] = useState(unmeasured)
  const ids = useMemo(() => items.map(({ id }) => id), [items])
  const sizes = useVideoValues(ids, sizeOf)
  const ratios = useMemo(() => sizes.map(ratioOf), [sizes])
  const isEmpty = items.length === 0

  useLayoutEffect(() => {
    const element = grid.current
    if (!element || isEmpty) return undefined
    const measure = () => {
      const next = measureSpace(element)
      setSpace((current) => (Object.values(current).join() === Object.values(next).join() ? current : next))
    }
    measure()
    const observer = typeof ResizeObserver === 'function' ? new ResizeObserver(measure) : undefined
    observer?.observe(element)
    // Before the next frame is painted: the old rows would be too wide for a narrower window. Not in the observer, which reports
    // an error if its callback changes the height of what it observes.
    const unlisten = listen(window, { resize: () => flushSync(measure) })
    return () => {
      observer?.disconnect()
      unlisten()
    }
  }, [grid, isEmpty])

  return useMemo(() => {
    const rows = space.width > 0 ? justifyRows(ratios, { ...space, rowHeight }) : []
    return { rows, ratios, gap: space.gap }
  }, [ratios, space, rowHeight])
}

const sizeOf = ({ size }: Video) => size

const ratioOf = (size: string | undefined): number => {
  const { width, height } = parseSize(size ?? '') ?? { width: 16, height: 9 }
  return layoutRatio(width / height)
}

/** The width of the grid and its gaps, and the height of the texts of its first card; zero if nothing is laid out. */
function measureSpace(grid: HTMLElement): typeof unmeasured {
  const { columnGap, rowGap } = getComputedStyle(grid)
  const card = grid.firstElementChild?.getBoundingClientRect().height ?? 0
  const media = grid.querySelector('.dl-media')?.getBoundingClientRect().height ?? 0
  if (card <= media) return unmeasured
  return {
    // Rounded down, because a row that is a fraction too wide would wrap.
    width: Math.floor(grid.getBoundingClientRect().width),
    gap: Number.parseFloat(columnGap) || 0,
    below: card - media + (Number.parseFloat(rowGap) || 0),
  }
}
