import type { SpritesheetGrid } from '@dailies/core'
import { useCallback, useMemo, useState } from 'react'

/** `idle`: not asked for yet. `unavailable`: there is none, it could not be loaded, or its grid cannot be told. */
type SheetState = 'idle' | 'loading' | 'ready' | 'unavailable'

/** The sheet of one film: fetched when wanted, cut once it has arrived; drawn from the film where there is none to cut. */
export interface Sheet {
  state: SheetState
  /** Somebody is interested. */
  isWanted: boolean
  /** The sheet, or else the film that one is to be drawn from; undefined while none is wanted. */
  source: string | undefined
  /** The source is a film. */
  isDrawnFromVideo: boolean
  grid: SpritesheetGrid | undefined
  want(): void
  /** Hears how a source is cut; undefined where it came to nothing. */
  onGrid(source: string, grid: SpritesheetGrid | undefined): void
}

export function useSheet(url: string | undefined, videoURL: string | undefined, preload: 'none' | 'auto'): Sheet {
  const [hasInterest, setInterest] = useState(false)
  const isWanted = hasInterest || preload === 'auto'
  // Null for a source that came to nothing.
  const [grids, setGrids] = useState<Record<string, SpritesheetGrid | null>>({})
  const gridOf = (source: string | undefined) => (source === undefined ? null : grids[source])
  const isDrawnFromVideo = gridOf(url) === null
  const source = isDrawnFromVideo ? videoURL : url
  const grid = gridOf(source)

  const onGrid = useCallback<Sheet['onGrid']>(
    (source, grid) => setGrids((known) => ({ ...known, [source]: grid ?? null })),
    [],
  )
  return useMemo(() => {
    const state = grid ? 'ready' : grid === null ? 'unavailable' : isWanted ? 'loading' : 'idle'
    const want = () => setInterest(true)
    const shown = grid || (isWanted && grid !== null) ? source : undefined
    return { state, isWanted, source: shown, isDrawnFromVideo, grid: grid ?? undefined, want, onGrid }
  }, [grid, isWanted, source, isDrawnFromVideo, onGrid])
}
