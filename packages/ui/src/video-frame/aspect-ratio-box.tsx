import { parseSize, type Pixels } from '../format'
import { mergeProps, part } from '../primitives'

/** Props of {@link AspectRatioBox}, in addition to those of the element. */
export interface AspectRatioBoxOwnProps {
  /** Width and height in pixels, such as `1280x720`. */
  size: string
}

/**
 * Reserves the space of a video by its aspect ratio, so that nothing shifts when the image loads. An SVG with a
 * `viewBox` has that ratio before any script or image has loaded, and needs no `style` attribute, which a strict
 * Content-Security-Policy would block in server-rendered HTML.
 */
export const AspectRatioBox = /* @__PURE__ */ part<'svg', AspectRatioBoxOwnProps>(
  'svg',
  'dl-aspect-box',
  function AspectRatioBox({ size, ...props }) {
    const { width, height } = aspectOf(size)
    return mergeProps({ viewBox: `0 0 ${width} ${height}`, 'aria-hidden': true, focusable: 'false' as const }, props)
  },
)

/** Whether a letterboxed video has bars at its sides (`tall`) or above and below (`wide`) on a 16 by 9 stage. */
export function videoFit(size: string): 'tall' | 'wide' {
  const { width, height } = aspectOf(size)
  return width * 9 < height * 16 ? 'tall' : 'wide'
}

const aspectOf = (size: string): Pixels => parseSize(size) ?? { width: 16, height: 9 }
