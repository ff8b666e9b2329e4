import type { SpritesheetGrid } from '@dailies/core'
import { useEffect, useRef, type ComponentPropsWithoutRef, type RefObject } from 'react'
import { FilmPicture } from '../film-frame'
import { classes, part, setCustomProperties } from '../primitives'
import { useScrubber } from './scrubber-context'

/** What is seen while nobody scrubs: the thumbnail, where there is one. */
export function SpritesheetScrubberPoster(props: Omit<ComponentPropsWithoutRef<'img'>, 'src'>) {
  const { posterURL } = useScrubber()
  if (posterURL === undefined) return null
  return <FilmPicture loading="lazy" {...props} src={posterURL} />
}

/** The film at one moment: the sheet, moved so that one tile fills the box. */
export function SpritesheetScrubberPicture({ className, ...props }: Omit<ComponentPropsWithoutRef<'div'>, 'children'>) {
  const { sheetURL, filmURL } = useScrubber()
  return (
    <div {...props} className={classes('dl-scrubber-picture', className)}>
      {sheetURL !== undefined && <SheetImage key={sheetURL} url={sheetURL} />}
      {filmURL !== undefined && <SheetDrawing key={filmURL} url={filmURL} />}
    </div>
  )
}

function SheetImage({ url }: { url: string }) {
  const { grid, state, onSheetLoad, onSheetError } = useScrubber()
  const image = useRef<HTMLImageElement>(null)
  useGrid(image, grid)
  useEffect(() => {
    // In server-rendered HTML it may have arrived before React listens.
    if (state === 'loading' && image.current?.complete && image.current.naturalWidth > 0) onSheetLoad(image.current)
  }, [state, onSheetLoad])
  return (
    <img
      ref={image}
      className="dl-scrubber-sheet"
      src={url}
      alt=""
      draggable={false}
      onLoad={(event) => onSheetLoad(event.currentTarget)}
      onError={onSheetError}
    />
  )
}

function SheetDrawing({ url }: { url: string }) {
  const { grid, onSheetDrawn } = useScrubber()
  const canvas = useRef<HTMLCanvasElement>(null)
  useGrid(canvas, grid)
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const draw = async (onto: HTMLCanvasElement) => {
      const { drawSheet } = await import('@dailies/core/previews')
      return drawSheet({ src: url, canvas: onto, tileWidth: 320, signal })
    }
    if (canvas.current) {
      draw(canvas.current).then(
        ({ grid }) => onSheetDrawn(grid),
        () => !signal.aborted && onSheetDrawn(undefined),
      )
    }
    return () => leaving.abort()
  }, [url, onSheetDrawn])
  return <canvas ref={canvas} className="dl-scrubber-sheet" />
}

function useGrid(sheet: RefObject<HTMLElement | null>, grid: SpritesheetGrid | undefined) {
  useEffect(() => {
    const { columns, rows, count } = grid ?? {}
    if (sheet.current)
      setCustomProperties(sheet.current, { '--dl-columns': columns, '--dl-rows': rows, '--dl-count': count })
  }, [sheet, grid])
}

/** The line that follows the pointer. */
export const SpritesheetScrubberLine = part<'span'>('span', 'SpritesheetScrubberLine', ({ className, ...props }) => ({
  ...props,
  className: classes('dl-scrubber-line', className),
}))

/** The time in a small tag that follows the pointer. */
export function SpritesheetScrubberTime({ className, ...props }: Omit<ComponentPropsWithoutRef<'span'>, 'children'>) {
  const { tag } = useScrubber()
  return (
    <span {...props} className={classes('dl-scrubber-time', className)}>
      <span ref={tag} className="dl-scrubber-tag" />
    </span>
  )
}
