import type { SpritesheetGrid } from '@dailies/core'
import { useCallback, useState } from 'react'
import type { SheetState } from './scrubber-context'
import { sheetGrid } from './sheet-grid'

/** The sheet of one film: fetched when wanted, cut once it has arrived. */
export interface Sheet {
  state: SheetState
  url: string | undefined
  grid: SpritesheetGrid | undefined
  want(): void
  onLoad(image: HTMLImageElement): void
  onError(): void
}

type Arrival = { url: string; grid: SpritesheetGrid | undefined }

export function useSheet(
  url: string | undefined,
  { size, told, isWanted }: { size: string; told: SpritesheetGrid | undefined; isWanted: boolean },
): Sheet {
  const [wanted, setWanted] = useState(isWanted)
  const [arrival, setArrival] = useState<Arrival>()
  const arrived = arrival?.url === url ? arrival : undefined

  const state = (): SheetState => {
    if (url === undefined) return 'unavailable'
    if (arrived) return arrived.grid ? 'ready' : 'unavailable'
    return wanted || isWanted ? 'loading' : 'idle'
  }
  const now = state()
  const want = useCallback(() => setWanted(true), [])
  const onLoad = useCallback(
    (image: HTMLImageElement) => url !== undefined && setArrival({ url, grid: sheetGrid(image, size, told) }),
    [url, size, told],
  )
  const onError = useCallback(() => url !== undefined && setArrival({ url, grid: undefined }), [url])
  return {
    state: now,
    url: now === 'loading' || now === 'ready' ? url : undefined,
    grid: arrived?.grid,
    want,
    onLoad,
    onError,
  }
}
