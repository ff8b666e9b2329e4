import { parseSize } from '@dailies/core'
import { numberFormat } from './intl'

/** Formats a size as `1280 × 720`, isolated so that surrounding right-to-left text does not reorder it. */
export const formatSize = (locale: string, size: string): string => {
  const pixels = parseSize(size)
  const { format } = numberFormat(locale, { useGrouping: false })
  return pixels ? `\u2066${format(pixels.width)} × ${format(pixels.height)}\u2069` : size
}
