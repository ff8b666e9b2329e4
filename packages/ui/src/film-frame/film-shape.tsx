import { parseSize, type Pixels } from '../format'

/** Props of {@link FilmShape}. */
export interface FilmShapeProps {
  /** Pixels, as `1280x720`. */
  size: string
}

/**
 * Holds a box open in the shape of a film. A drawing with a view box has that shape before any script or picture has arrived, and
 * needs no `style` attribute, which a strict Content-Security-Policy would refuse in server-rendered HTML.
 */
export function FilmShape({ size }: FilmShapeProps) {
  const { width, height } = shapeOf(size)
  return <svg className="dl-film-shape" viewBox={`0 0 ${width} ${height}`} aria-hidden focusable="false" />
}

// Bars thinner than this look like a mistake: such a film covers the stage, and a little of it lies beyond.
const thinBars = 0.08

/** Which side of a 16 by 9 stage a film fills: the other one has bars, or none where the shapes are nearly the same. */
export function filmFit(size: string): 'tall' | 'wide' {
  const { width, height } = shapeOf(size)
  const wider = (width * 9) / (height * 16) - 1
  return wider < -thinBars || (wider > 0 && wider < thinBars) ? 'tall' : 'wide'
}

const shapeOf = (size: string): Pixels => parseSize(size) ?? { width: 16, height: 9 }
