import { declaredGrid } from '@dailies/core'
import { useCallback, useEffect, useRef, type ComponentPropsWithoutRef } from 'react'
import { VideoImage } from '../video-frame'
import { classes } from '../primitives'
import { useScrubber } from './scrubber-context'

/** What is seen while nobody scrubs: the thumbnail, where there is one. */
export function SpritesheetScrubberPoster(props: Omit<ComponentPropsWithoutRef<'img'>, 'src'>) {
  const { poster } = useScrubber()
  return poster === undefined ? null : <VideoImage loading="lazy" {...props} src={poster} />
}

/** The film at one moment: the sheet, moved so that one tile fills the box. */
export function SpritesheetScrubberImage({ className, ...props }: Omit<ComponentPropsWithoutRef<'div'>, 'children'>) {
  const { source, isDrawnFromVideo } = useScrubber().sheet
  const Sheet = isDrawnFromVideo ? SheetDrawing : SheetImage
  return (
    <div {...props} className={classes('dl-scrubber-image', className)}>
      {source !== undefined && <Sheet key={source} source={source} />}
    </div>
  )
}

function SheetImage({ source }: { source: string }) {
  const { sheet, size, told, asset } = useScrubber()
  const { grid, onGrid } = sheet
  const image = useRef<HTMLImageElement>(null)
  const cut = useCallback(
    async (image: HTMLImageElement) => {
      // Where what looks at sheets cannot be fetched, a sheet is as useless as none.
      const look = () => import('./sheet-pictures').then(({ gridOf }) => gridOf(image, size)).catch(() => undefined)
      const { naturalWidth: width, naturalHeight: height } = image
      onGrid(source, told ?? declaredGrid(asset, { width, height }) ?? (await look()))
    },
    [source, size, told, asset, onGrid],
  )
  useEffect(() => {
    // In server-rendered HTML it may have arrived before React listens.
    if (!grid && image.current?.complete && image.current.naturalWidth > 0) void cut(image.current)
  }, [grid, cut])
  return (
    <img
      ref={image}
      className="dl-position dl-scrubber-sheet"
      src={source}
      alt=""
      draggable={false}
      onLoad={(event) => void cut(event.currentTarget)}
      onError={() => onGrid(source, undefined)}
    />
  )
}

function SheetDrawing({ source }: { source: string }) {
  const { onGrid } = useScrubber().sheet
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const onto = canvas.current
    if (!onto) return undefined
    const leaving = new AbortController()
    const { signal } = leaving
    import('./sheet-pictures')
      .then(({ drawSheet }) => drawSheet({ src: source, canvas: onto, tileWidth: 320, signal }))
      .then(
        ({ grid }) => onGrid(source, grid),
        () => !signal.aborted && onGrid(source, undefined),
      )
    return () => leaving.abort()
  }, [source, onGrid])
  return <canvas ref={canvas} className="dl-position dl-scrubber-sheet" />
}

/** The line that follows the pointer. */
export const SpritesheetScrubberPlayhead = ({ className, ...props }: ComponentPropsWithoutRef<'span'>) => (
  <span {...props} className={classes('dl-position dl-scrubber-playhead', className)} />
)

/**
 * The time in a small tag that follows the pointer. All of its words are laid out once, under each other, and moved past a window: a
 * word written for each move would cost the layout of it.
 */
export function SpritesheetScrubberTime({ className, ...props }: Omit<ComponentPropsWithoutRef<'span'>, 'children'>) {
  const { moments } = useScrubber()
  return (
    <span {...props} className={classes('dl-scrubber-time', className)}>
      <span className="dl-position dl-scrubber-tag">
        <span className="dl-scrubber-times">{moments.join('\n')}</span>
      </span>
    </span>
  )
}
