/** The index of the tile that an arrow key, Home or End leads to; undefined for another key. Rows are as wide as they are laid out. */
export function nextTile(key: string, active: number, tiles: HTMLElement): number | undefined {
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

const columnsOf = ({ children }: HTMLElement): number => {
  const tops = [...children].map((tile) => tile instanceof HTMLElement && tile.offsetTop)
  return Math.max(1, tops.filter((top) => top === tops[0]).length)
}
