import { declaredGrid } from '@dailies/core/internal'
import { useCallback, useEffect, useRef, type RefCallback } from 'react'
import { holdConnection } from '../playback'
import { VideoImage } from '../video-frame'
import { mergeProps, part, useMergedRefs } from '../primitives'
import { useScrubber } from './scrubber-context'
import { labelsTransform, playheadTransform, sheetTransform, tagTransform } from './transforms'
import { useTransform } from './use-transform'

/** The thumbnail, shown while the user is not scrubbing; renders nothing without a thumbnail. */
export const SpritesheetScrubberPoster = /* @__PURE__ */ part<typeof VideoImage, { src?: never }>(
  VideoImage,
  '',
  function SpritesheetScrubberPoster(props) {
    const { poster } = useScrubber()
    return poster === undefined ? null : mergeProps({ loading: 'lazy' as const, src: poster }, props)
  },
)

/** The frame of the video at the current position: the spritesheet, moved so that one tile fills the box. */
export const SpritesheetScrubberImage = /* @__PURE__ */ part(
  'div',
  'dl-scrubber-image',
  function SpritesheetScrubberImage(props) {
    const { source, isDrawnFromVideo } = useScrubber().sheet
    const Sheet = isDrawnFromVideo ? DrawnSheet : SheetImage
    return mergeProps({ children: source !== undefined && <Sheet key={source} source={source} /> }, props)
  },
)

function SheetImage({ source }: { source: string }) {
  const { sheet, size, gridProp, asset } = useScrubber()
  const { grid, setGrid } = sheet
  const image = useRef<HTMLImageElement>(null)
  const ref = useMergedRefs(image, useSheet())
  const resolveGrid = useCallback(
    async (image: HTMLImageElement) => {
      // If the analysis code cannot be loaded, the grid is unknown.
      const detect = () =>
        import('./sheet-pictures').then(({ detectGrid }) => detectGrid(image, size)).catch(() => undefined)
      const { naturalWidth: width, naturalHeight: height } = image
      setGrid(source, gridProp ?? declaredGrid(asset, { width, height }) ?? (await detect()))
    },
    [source, size, gridProp, asset, setGrid],
  )
  useEffect(() => {
    // In server-rendered HTML the image may have loaded before React adds the load listener.
    if (!grid && image.current?.complete && image.current.naturalWidth > 0) void resolveGrid(image.current)
  }, [grid, resolveGrid])
  return (
    <img
      ref={ref}
      className="dl-scrubber-sheet"
      src={source}
      alt=""
      draggable={false}
      onLoad={(event) => void resolveGrid(event.currentTarget)}
      onError={() => setGrid(source, undefined)}
    />
  )
}

function DrawnSheet({ source }: { source: string }) {
  const { setGrid } = useScrubber().sheet
  const canvas = useRef<HTMLCanvasElement>(null)
  const ref = useMergedRefs(canvas, useSheet())
  useEffect(() => {
    const target = canvas.current
    if (!target) return undefined
    const controller = new AbortController()
    const { signal } = controller
    const endConnection = holdConnection()
    import('./sheet-pictures')
      .then(({ drawSheet }) => drawSheet({ src: source, canvas: target, tileWidth: 320, signal }))
      .then(
        ({ grid }) => setGrid(source, grid),
        () => !signal.aborted && setGrid(source, undefined),
      )
      .finally(endConnection)
    return () => controller.abort()
  }, [source, setGrid])
  return <canvas ref={ref} className="dl-scrubber-sheet" />
}

/** Returns a ref of the whole spritesheet, moved so that one tile fills the box. */
function useSheet(): RefCallback<HTMLElement> {
  const { grid } = useScrubber().sheet
  return useTransform((fraction) => (grid ? sheetTransform(grid, fraction) : ''))
}

/** The playhead: a line at the current position. */
export const SpritesheetScrubberPlayhead = /* @__PURE__ */ part(
  'span',
  'dl-scrubber-playhead',
  function SpritesheetScrubberPlayhead(props) {
    return mergeProps({ ref: useTransform(playheadTransform) }, props)
  },
)

/**
 * The time at the current position, in a small tag that follows the pointer. All labels are laid out once, in a column
 * that moves behind a clipping window, because writing a new text on each move would cause layout work.
 */
export const SpritesheetScrubberTime = /* @__PURE__ */ part(
  'span',
  'dl-scrubber-time',
  function SpritesheetScrubberTime(props) {
    const { timeLabels } = useScrubber()
    const tag = useTransform(tagTransform)
    const times = useTransform((fraction) => labelsTransform(timeLabels.length, fraction))
    const labels = (
      <span ref={tag} className="dl-scrubber-tag">
        <span ref={times} className="dl-scrubber-times">
          {timeLabels.join('\n')}
        </span>
      </span>
    )
    return mergeProps({ children: labels }, props)
  },
)
