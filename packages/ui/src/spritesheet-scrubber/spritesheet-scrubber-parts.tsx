import { useEffect, useRef, type ComponentPropsWithoutRef } from 'react'
import { FilmPicture } from '../film-frame'
import { classes, part, setCustomProperties } from '../primitives'
import { useScrubber } from './scrubber-context'

/** What is seen while nobody scrubs: the thumbnail, where there is one. */
export function SpritesheetScrubberPoster(props: Omit<ComponentPropsWithoutRef<'img'>, 'src'>) {
  const { posterURL } = useScrubber('SpritesheetScrubberPoster')
  if (posterURL === undefined) return null
  return <FilmPicture loading="lazy" {...props} src={posterURL} />
}

/** The film at one moment: the sheet, moved so that one tile fills the box. */
export function SpritesheetScrubberPicture({ className, ...props }: Omit<ComponentPropsWithoutRef<'div'>, 'children'>) {
  const { sheetURL } = useScrubber('SpritesheetScrubberPicture')
  return (
    <div {...props} className={classes('dl-scrubber-picture', className)}>
      {sheetURL !== undefined && <SheetImage key={sheetURL} url={sheetURL} />}
    </div>
  )
}

function SheetImage({ url }: { url: string }) {
  const { grid, state, onSheetLoad, onSheetError } = useScrubber('SpritesheetScrubberPicture')
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const { columns, rows, count } = grid ?? {}
    if (image.current)
      setCustomProperties(image.current, { '--dl-columns': columns, '--dl-rows': rows, '--dl-count': count })
  }, [grid])
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

/** The line that follows the pointer. */
export const SpritesheetScrubberLine = part<'span'>('span', 'SpritesheetScrubberLine', ({ className, ...props }) => ({
  ...props,
  className: classes('dl-scrubber-line', className),
}))

/** The time in a small tag that follows the pointer. */
export function SpritesheetScrubberTime({ className, ...props }: Omit<ComponentPropsWithoutRef<'span'>, 'children'>) {
  const { tag } = useScrubber('SpritesheetScrubberTime')
  return (
    <span {...props} className={classes('dl-scrubber-time', className)}>
      <span ref={tag} className="dl-scrubber-tag" />
    </span>
  )
}
