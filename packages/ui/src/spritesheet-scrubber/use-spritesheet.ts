import type { SpritesheetGrid } from '@dailies/core'
import { useCallback, useMemo, useState } from 'react'

/** `idle`: not requested yet. `unavailable`: there is none, it could not be loaded, or its grid is unknown. */
type SpritesheetState = 'idle' | 'loading' | 'ready' | 'unavailable'

/** The lazy-loaded spritesheet of one video. If there is none, or its grid is unknown, it is drawn from the video. */
export interface SpritesheetSource {
  state: SpritesheetState
  /** Whether the spritesheet was requested, by an interaction or by `preload`. */
  isRequested: boolean
  /** URL of the spritesheet, or of the video it is drawn from; undefined until it is requested. */
  source: string | undefined
  /** Whether the source is a video. */
  isDrawnFromVideo: boolean
  grid: SpritesheetGrid | undefined
  /** Requests the spritesheet. */
  request(): void
  /** Sets the grid of a source; undefined if it could not be loaded or its grid is unknown. */
  setGrid(source: string, grid: SpritesheetGrid | undefined): void
}

/** State of the spritesheet of a scrubber: lazy-loads it, with the video as fallback. */
export function useSpritesheet(
  url: string | undefined,
  videoURL: string | undefined,
  preload: 'none' | 'auto',
): SpritesheetSource {
  const [hasInteraction, setInteraction] = useState(false)
  const isRequested = hasInteraction || preload === 'auto'
  // Null for a source that could not be loaded or whose grid is unknown.
  const [grids, setGrids] = useState<Record<string, SpritesheetGrid | null>>({})
  const gridOf = (source: string | undefined) => (source === undefined ? null : grids[source])
  const isDrawnFromVideo = gridOf(url) === null
  const source = isDrawnFromVideo ? videoURL : url
  const grid = gridOf(source)

  const setGrid = useCallback<SpritesheetSource['setGrid']>(
    (source, grid) => setGrids((current) => ({ ...current, [source]: grid ?? null })),
    [],
  )
  return useMemo(() => {
    const state = grid ? 'ready' : grid === null ? 'unavailable' : isRequested ? 'loading' : 'idle'
    const request = () => setInteraction(true)
    const requestedSource = grid || (isRequested && grid !== null) ? source : undefined
    return { state, isRequested, source: requestedSource, isDrawnFromVideo, grid: grid ?? undefined, request, setGrid }
  }, [grid, isRequested, source, isDrawnFromVideo, setGrid])
}
