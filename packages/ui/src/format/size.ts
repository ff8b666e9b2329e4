import { numberFormat } from './intl'

/** Width and height in pixels. */
export interface Pixels {
  width: number
  height: number
}

/** Reads `1280x720`; undefined where it is something else, for an upstream may leave the size out. */
export const parseSize = (size: string): Pixels | undefined => {
  const [, width, height] = /^(\d+)[x:](\d+)$/i.exec(size) ?? []
  return Number(width) > 0 && Number(height) > 0 ? { width: Number(width), height: Number(height) } : undefined
}

/** `1280 × 720`, isolated so that right-to-left text around it does not turn it about. */
export const formatSize = (locale: string, size: string): string => {
  const pixels = parseSize(size)
  const { format } = numberFormat(locale, { useGrouping: false })
  return pixels ? `\u2066${format(pixels.width)} × ${format(pixels.height)}\u2069` : size
}
