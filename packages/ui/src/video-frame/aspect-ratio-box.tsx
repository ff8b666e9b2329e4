import { parseSize, type Pixels } from '../format'

/** Props of {@link AspectRatioBox}. */
export interface AspectRatioBoxProps {
  /** Pixels, as `1280x720`. */
  size: string
}

/**
 * Holds a box open in the shape of a film. A drawing with a view box has that shape before any script or picture has arrived, and
 * needs no `style` attribute, which a strict Content-Security-Policy would refuse in server-rendered HTML.
 */
export function AspectRatioBox({ size }: AspectRatioBoxProps) {
  const { width, height } = aspectOf(size)
  return <svg className="dl-aspect-box" viewBox={`0 0 ${width} ${height}`} aria-hidden focusable="false" />
}

/** Whether a film leaves bars beside it (`tall`) or above and below it (`wide`) on a 16 by 9 stage. */
export function videoFit(size: string): 'tall' | 'wide' {
  const { width, height } = aspectOf(size)
  return width * 9 < height * 16 ? 'tall' : 'wide'
}

const aspectOf = (size: string): Pixels => parseSize(size) ?? { width: 16, height: 9 }
