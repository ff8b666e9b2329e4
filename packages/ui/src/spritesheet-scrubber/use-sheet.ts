import type { SpritesheetGrid } from '@dailies/core'
import { useCallback, useState } from 'react'
import type { SheetState } from './scrubber-context'
import { sheetGrid } from './sheet-grid'

/** The sheet of one film: fetched when wanted, cut once it has arrived; drawn from the film where there is none to cut. */
export interface Sheet {
  state: SheetState
  /** The sheet to show; undefined while none is wanted, and where it is to be drawn. */
  url: string | undefined
  /** The film to draw a sheet from. */
  filmURL: string | undefined
  grid: SpritesheetGrid | undefined
  want(): void
  onLoad(image: HTMLImageElement): void
  onError(): void
  /** @param grid undefined where the film could not be drawn */
  onDrawn(grid: SpritesheetGrid | undefined): void
}

/** Where the pictures may come from. */
export interface SheetSources {
  url: string | undefined
  filmURL: string | undefined
  /** Pixels of the film, as `1280x720`. */
  size: string
  told: SpritesheetGrid | undefined
  isWanted: boolean
}

export function useSheet({ url, filmURL, size, told, isWanted }: SheetSources): Sheet {
  const [wanted, setWanted] = useState(isWanted)
  const [useless, setUseless] = useState<string>()
  const [arrival, setArrival] = useState<{ source: string; grid: SpritesheetGrid | undefined }>()
  const sheetURL = url === useless ? undefined : url
  const source = sheetURL ?? filmURL
  const arrived = arrival?.source === source ? arrival : undefined

  const state = (): SheetState => {
    if (source === undefined) return 'unavailable'
    if (arrived) return arrived.grid ? 'ready' : 'unavailable'
    return wanted || isWanted ? 'loading' : 'idle'
  }
  const now = state()
  const isShown = now === 'loading' || now === 'ready'

  const want = useCallback(() => setWanted(true), [])
  const onLoad = useCallback(
    (image: HTMLImageElement) => {
      if (url === undefined) return
      const cut = (grid: SpritesheetGrid | undefined) => (grid ? setArrival({ source: url, grid }) : setUseless(url))
      // Without what looks at a sheet it is as useless as without the sheet.
      if (told) cut(told)
      else sheetGrid(image, size).then(cut, () => setUseless(url))
    },
    [url, size, told],
  )
  const onError = useCallback(() => setUseless(url), [url])
  const onDrawn = useCallback(
    (grid: SpritesheetGrid | undefined) => {
      if (filmURL !== undefined) setArrival({ source: filmURL, grid })
    },
    [filmURL],
  )
  return {
    state: now,
    url: isShown ? sheetURL : undefined,
    filmURL: isShown && sheetURL === undefined ? filmURL : undefined,
    grid: arrived?.grid,
    want,
    onLoad,
    onError,
    onDrawn,
  }
}
